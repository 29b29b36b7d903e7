/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
// npx tsx scripts/fhirDefinitions.ts: writes the tables of FHIR R4 and R5 from which the nodes make their forms.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { compactDefinitions } from './fhir/definitions';

for (const version of ['r4', 'r5'] as const) {
	const text = JSON.stringify(compactDefinitions(version));
	writeFileSync(join(__dirname, `../nodes/fhir/definitions/${version}.json`), `${text}\n`);
	console.log(`${version}.json: ${Math.round(text.length / 1024)} kB`);
}
