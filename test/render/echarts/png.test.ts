import { describe, expect, it } from 'vitest';
import { renderPng } from '../../../src/render/echarts/png.js';
import { weatherChart } from '../../charts/real-series.js';

/** Width and height from the header of a PNG file (ISO/IEC 15948, 11.2.2). */
function sizeOf(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

describe('PNG', () => {
  it('is a picture of twice the drawing’s size', async () => {
    const png = await renderPng(weatherChart());
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(png)).toEqual({ width: 1920, height: 960 });
  });

  it('has the same bytes every time', async () => {
    const [first, second] = [await renderPng(weatherChart()), await renderPng(weatherChart())];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('draws its text with the packaged font, without fonts of the machine', async () => {
    const small = { width: 400, height: 200, scale: 1 };
    const named = await renderPng({ ...weatherChart(), title: 'Größe Ж Ω' }, small);
    const blank = await renderPng({ ...weatherChart(), title: ' ' }, small);
    expect(named.length).toBeGreaterThan(blank.length + 200);
  });

  it('never loses a name, whether or not the machine has a font for it', async () => {
    const small = { width: 400, height: 200, scale: 1 };
    const named = await renderPng({ ...weatherChart(), title: '最高気温' }, small);
    const blank = await renderPng({ ...weatherChart(), title: ' ' }, small);
    expect(named.length).toBeGreaterThan(blank.length + 200);
  });
});
