import { createRegistry } from '../../registry.js';
import { cron, systemd } from './cron.js';
import { kubernetes } from './kubernetes.js';
import { slurm } from './slurm.js';

/** What can start a job every night. */
export const schedulers = createRegistry('scheduler', [cron, systemd, slurm, kubernetes]);
