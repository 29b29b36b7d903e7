/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
// npx tsx scripts/exampleForms.ts: lists the fields of the HeyDonto forms in the examples anew.
import isEqual from 'lodash/isEqual';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { withListedFields } from '../test/HeyDonto/exampleForms';
import { root } from './lib/processes.cjs';
import { readExamples } from './start/examples';

async function writeForms(): Promise<void> {
	for (const { slug, workflow } of readExamples()) {
		const listed = await withListedFields(workflow);
		if (isEqual(listed, workflow)) continue;
		const file = join(root, 'examples', slug, 'workflow.json');
		const style = { ...(await resolveConfig(file)), parser: 'json' };
		writeFileSync(file, await format(JSON.stringify(listed, null, '\t'), style));
	}
}

void writeForms();
