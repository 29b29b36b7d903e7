/* eslint-disable no-console -- development only, never shipped */
import type { N8nClient, NodeTypeDescription } from '../../scripts/host';
import { n8nClient, packed } from './support/n8n';

/** The editor loads every description of every node at its start: ours must not weigh on it. */
const LARGEST_DESCRIPTION = 1_000_000;

const { name } = packed();
let n8n: N8nClient;
let types: NodeTypeDescription[];

beforeAll(async () => {
	n8n = await n8nClient();
	types = (await n8n.nodeTypes()).filter((type) => type.name.startsWith(`${name}.`));
});

test('n8n serves the node and its AI tool, each once', () => {
	expect(types.map((type) => type.name).sort()).toEqual([`${name}.alfaDocs`, `${name}.alfaDocsTool`]);
});

test.each(['alfaDocs', 'alfaDocsTool'])('the description of %s has a reasonable size', (type) => {
	const description = types.find((candidate) => candidate.name === `${name}.${type}`);
	const bytes = Buffer.byteLength(JSON.stringify(description));
	console.log(`${type}: ${Math.round(bytes / 1000)} kB of description`);
	expect(bytes).toBeLessThan(LARGEST_DESCRIPTION);
});

test.each(['light', 'dark'] as const)('the %s icon is served', async (theme) => {
	const { iconUrl } = types.find((type) => type.name === `${name}.alfaDocs`) ?? {};
	const path = typeof iconUrl === 'object' ? iconUrl[theme] : iconUrl;
	const response = await n8n.fetch(`/${path ?? 'no-icon'}`);

	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('image/svg+xml');
	expect(await response.text()).toContain('<svg');
});
