/** A real n8n with this package in it, for `npm start` and the end-to-end tests. */
export * from './client';
export * from './database';
export * from './execution';
export * from './n8n';
export * from './setupResult';
export * from './tarball';
export * from './userFolder';
export * from './workflow';
