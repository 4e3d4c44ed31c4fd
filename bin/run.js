#!/usr/bin/env node
import { start } from '../dist/bundle/cli/start.js';

await start(new URL('..', import.meta.url));
