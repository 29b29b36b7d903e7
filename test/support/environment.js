// n8n-core writes its settings into the user folder and prints Axios errors at its default log level.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-test-'));
process.env.N8N_ENCRYPTION_KEY = 'test-only';
process.env.N8N_LOG_LEVEL = 'silent';
