// Each of these registers itself. The package's own lists ("echarts/charts") would load every chart
// and component there is, which doubles the time to the first picture.
import 'echarts/lib/chart/bar';
import 'echarts/lib/chart/custom';
import 'echarts/lib/chart/line';
import 'echarts/lib/component/gridSimple';
import 'echarts/lib/component/legendPlain';
import 'echarts/lib/component/title';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use(SVGRenderer);

/** ECharts with what gatecast's charts are made of and nothing else. */
export { init };
