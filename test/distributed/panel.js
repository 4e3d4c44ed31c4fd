// A panel for tests of many machines: node test/distributed/panel.js SERIES ROWS > panel.csv
// Monthly rows of series of different lengths and levels, the same on every machine.
const [series, rows] = process.argv.slice(2).map(Number);
let state = 7;
const next = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
let text = 'sku,day,sales\n';
for (let id = 0; id < series; id++) {
  const level = 5 + 95 * next();
  const season = 20 * next();
  const first = id % 3 === 0 ? 0 : Math.floor(20 * next());
  for (let t = first; t < rows; t++) {
    const day = `${2018 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-01`;
    const value = level + season * Math.sin((2 * Math.PI * t) / 12) + 6 * (next() - 0.5);
    text += `item_${String(id).padStart(7, '0')},${day},${value.toFixed(2)}\n`;
  }
  if (text.length < 65_536) continue;
  process.stdout.write(text);
  text = '';
}
process.stdout.write(text);
