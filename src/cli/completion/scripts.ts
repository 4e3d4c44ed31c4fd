/** What a shell runs at each Tab: `gatecast complete -- WORDS`, and file names where that says nothing. */
export const completionScripts = {
  bash: `# eval "$(gatecast completion bash)" in ~/.bashrc
_gatecast() {
  local IFS=$'\\n' typed="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=($(gatecast complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  # A word that readline split at "=" is completed behind it.
  if [[ "$typed" == "=" || "\${COMP_WORDS[COMP_CWORD-1]}" == "=" ]]; then
    COMPREPLY=("\${COMPREPLY[@]#*=}")
  fi
}
complete -o default -o bashdefault -F _gatecast gatecast
`,
  zsh: `# eval "$(gatecast completion zsh)" in ~/.zshrc, below compinit
_gatecast() {
  local -a found
  found=("\${(@f)$(gatecast complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found[1]" ]]; then compadd -Q -- "\${found[@]}"; else _files; fi
}
compdef _gatecast gatecast
`,
  fish: `# gatecast completion fish > ~/.config/fish/completions/gatecast.fish
complete -c gatecast -a '(gatecast complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
  powershell: `# gatecast completion powershell | Out-String | Invoke-Expression, in $PROFILE
Register-ArgumentCompleter -Native -CommandName gatecast -ScriptBlock {
  param($typed, $line, $position)
  $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($typed -eq '') { $words += '' }
  gatecast complete -- @words 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
} as const;

export type Shell = keyof typeof completionScripts;
