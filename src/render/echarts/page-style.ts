import { darkPalette, lightPalette, type Palette } from './palette.js';

const variables = ({ text, faint, grid, background, tones }: Palette) =>
  `--text:${text};--faint:${faint};--grid:${grid};--background:${background};--accent:${tones.forecast};`;

/** The report's style sheet: one column, light and dark by the reader's setting, and for paper. */
export const pageStyle = `
:root{color-scheme:light dark;${variables(lightPalette)}--soft:#f6f8fa}
@media (prefers-color-scheme:dark){:root{${variables(darkPalette)}--soft:#16213a}}
*{box-sizing:border-box}
body{margin:0;background:var(--background);color:var(--text);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{max-width:1040px;margin:0 auto;padding:40px 24px 64px}
header{border-bottom:3px solid var(--accent);padding-bottom:14px;margin-bottom:28px}
h1{font-size:1.85rem;line-height:1.2;margin:0 0 6px;letter-spacing:-.015em}
header p{margin:0;color:var(--faint)}
h2{font-size:1.25rem;margin:44px 0 10px;letter-spacing:-.01em}
h1,h2,h3,p,li,figcaption{overflow-wrap:anywhere}
p,li{max-width:76ch}
ul{padding-left:1.2em}
.lead{font-size:1.15rem;line-height:1.5;max-width:66ch;margin:0 0 18px}
.figures{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 8px}
.figures div{flex:1 1 190px;background:var(--soft);border:1px solid var(--grid);border-radius:8px;padding:12px 16px}
.figures dt{color:var(--faint);font-size:.88rem}
.figures dd{margin:2px 0 0;font-size:1.3rem;font-weight:650;font-variant-numeric:tabular-nums lining-nums}
footer{color:var(--faint);font-size:.88rem;margin-top:44px;border-top:1px solid var(--grid);padding-top:12px}
figure{margin:22px 0 30px}
figure h3{font-size:1rem;margin:0 0 8px}
figcaption{color:var(--faint);font-size:.88rem;margin-top:6px}
.chart{width:100%;height:400px;overflow:hidden}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem;margin:10px 0;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:600;font-size:1rem;padding:0 0 8px}
th,td{padding:5px 14px 5px 0;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top}
th{color:var(--faint);font-weight:600;border-bottom-width:2px;white-space:nowrap}
.number{text-align:right;white-space:nowrap;padding:5px 0 5px 18px}
.number+:not(.number){padding-left:22px}
tr.best td{font-weight:650}
tr.best td:first-child{box-shadow:inset 3px 0 var(--accent);padding-left:10px}
tbody tr:hover{background:var(--soft)}
.note{color:var(--faint);font-size:.88rem;margin:4px 0}
pre{background:var(--soft);border:1px solid var(--grid);border-radius:6px;padding:12px 14px;overflow-x:auto;font:.86rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media print{:root{${variables(lightPalette)}--soft:#f6f8fa}main{max-width:none;padding:0}figure,tr{break-inside:avoid}h2,h3,caption,thead{break-after:avoid}tbody tr:first-child{break-before:avoid}pre{white-space:pre-wrap}.scroll{overflow:visible}}
`.trim();

/** Where scripts are off: the pictures take their own height and bring their own titles. */
export const pictureStyle =
  'figure[data-chart] h3{display:none}.chart{height:auto!important}.chart svg{display:block;max-width:100%;height:auto}';
