/** Names of numbers that describe a row and are no one's question. */
const descriptive =
  /^(?:lat|lon|long|lng|latitude|longitude|elevation|altitude|elev|alt|id|index|instant|rownum|unnamed.*|year|yr|month|mo|mnth|day|dy|hour|hr|minute|week|weekday|dow|doy|jul|julian|jday|iso_?(?:week|year)|week_?(?:no|nr|num|number)|epi_?week|mmwr_?week|quarter|season|holiday|workingday|decimal date|unix|timestamp|.*(?:_|\b)(?:id|nr|no|code|flag|flags|quality|period|attributes)|qn(?:_\d+)?|qc.*|.*品質情報|.*均質番号|.*(?:コード|代码|代碼|코드|番号|編號|编号)|batt(?:ery)?(?:v|_?volt(?:age)?)?(?:_.*)?|stations?(?:_?id)?|zip|site_no|num(?:er|ero|éro|ber)?_?(?:poste|sta(?:tion)?|record|row|obs)|poste|alti|rec(?:ord)?_?(?:num|number|nbr)|open_?time|close_?time|qualität.*|kvalitet.*|dd|wdir|drct|source|.*[_ ]type|ptid)$/i;

/** `wind (km/h)` as `wind`. */
function withoutBracket(name: string): string {
  const open = Math.max(name.lastIndexOf('('), name.lastIndexOf('['));
  return open >= 0 && /[)\]]$/.test(name) ? name.slice(0, open) : name;
}

/** Whether a name is that of a place, an identifier, a part of a time, a flag or a code. */
export const isDescriptive = (name: string): boolean =>
  descriptive.test(withoutBracket(name).trim()) || /[a-z](?:I[Dd]|No|Nr|Code|Key)$/.test(name);
