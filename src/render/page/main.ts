import 'echarts/lib/component/dataZoomInside';
import 'echarts/lib/component/dataZoomSlider';
import 'echarts/lib/component/tooltip';
import { chartFromJson } from '../chart-json.js';
import { zoomedTicks } from '../echarts/axes.js';
import { init } from '../echarts/modules.js';
import { echartsOption } from '../echarts/option.js';
import { darkPalette, lightPalette } from '../echarts/palette.js';
import { wallClockChart } from '../wall-clock.js';

/**
 * The part of the report that runs in the reader's browser: draws every chart from the JSON beside
 * it, and again when the window or the colour scheme changes. Bundled into one script at build time.
 */

/** What the page uses of a browser; the rest of the project has no types of one. */
interface PageElement {
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly textContent: string | null;
  querySelector(selector: string): PageElement | null;
}

declare const document: { querySelectorAll(selector: string): Iterable<PageElement> };
declare const window: {
  addEventListener(event: string, listener: () => void): void;
  matchMedia(query: string): { matches: boolean; addEventListener: Window['addEventListener'] };
};
type Window = typeof window;

function mount(figure: PageElement): (() => void) | null {
  const box = figure.querySelector('.chart');
  const source = figure.querySelector('script[type="application/json"]')?.textContent;
  if (!box || !source) return null;
  const chart = wallClockChart(chartFromJson(source));
  // ECharts takes any element; its types want the browser's own.
  const instance = init(box as never, null, { renderer: 'svg' });
  const settings = () => ({
    palette: dark.matches && !printing ? darkPalette : lightPalette,
    // A page is laid out for paper after its script has run, so its width is not to be asked for.
    width: printing ? PAPER_WIDTH : box.clientWidth,
    height: box.clientHeight,
    place: printing ? ('paper' as const) : ('screen' as const),
  });
  instance.on('datazoom', () => {
    const [zoom] = instance.getOption().dataZoom as readonly { start: number; end: number }[];
    if (zoom) instance.setOption(zoomedTicks(chart, settings(), zoom.start / 100, zoom.end / 100));
  });
  return () => {
    const now = settings();
    instance.resize({ width: now.width, height: now.height });
    instance.setOption(echartsOption(chart, now), { notMerge: true });
  };
}

/** What A4 and Letter hold between their margins, in CSS pixels. */
const PAPER_WIDTH = 680;

let printing = false;
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const draws = [...document.querySelectorAll('figure[data-chart]')].flatMap((figure) => {
  const draw = mount(figure);
  return draw ? [draw] : [];
});
const drawAll = () => {
  for (const draw of draws) draw();
};
/** Paper is white whatever the screen is. */
const drawForPaper = (paper: boolean) => {
  printing = paper;
  drawAll();
};

drawAll();
dark.addEventListener('change', drawAll);
window.addEventListener('resize', drawAll);
window.addEventListener('beforeprint', () => drawForPaper(true));
window.addEventListener('afterprint', () => drawForPaper(false));
