import fc from 'fast-check';

// Properties are tried on the same cases at every run; a failure is never a matter of luck.
fc.configureGlobal({ seed: 20261123 });
