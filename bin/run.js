#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone that was never built, or whose build was stopped, is built first.
const start = new URL('../dist/bundle/cli/start.js', import.meta.url);
if (!existsSync(start) && existsSync(new URL('../src', import.meta.url)))
  await import('./build.js');
await (await import(start)).start(new URL('..', import.meta.url));
