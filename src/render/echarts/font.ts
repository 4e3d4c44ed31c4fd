/** The font of pictures and of charts in reports. Unquoted: it also stands inside SVG attributes. */
export const FONT = 'Open Sans, system-ui, Segoe UI, Roboto, sans-serif';
