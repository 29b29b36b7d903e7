/* eslint-disable no-console -- development only, never shipped */
import type { N8nClient, NodeTypeDescription } from '../../scripts/host';
import { n8nClient, packed, publishedNodes } from './support/n8n';

/** The editor loads every description of every node at its start: ours must not weigh on it. */
const LARGEST_DESCRIPTION = 1_000_000;

const NODES = publishedNodes();

const { name } = packed();
let n8n: N8nClient;
let types: NodeTypeDescription[];

beforeAll(async () => {
	n8n = n8nClient();
	types = (await n8n.nodeTypes()).filter((type) => type.name.startsWith(`${name}.`));
});

/** A trigger is no tool. */
const TYPES = NODES.flatMap((node) => (node.endsWith('Trigger') ? [node] : [node, `${node}Tool`]));

test('n8n serves each node and its AI tool, each once', () => {
	const due = TYPES.map((type) => `${name}.${type}`);
	expect(types.map((type) => type.name).sort()).toEqual(due.sort());
});

test.each(TYPES)('the description of %s has a reasonable size', (type) => {
	const description = types.find((candidate) => candidate.name === `${name}.${type}`);
	const bytes = Buffer.byteLength(JSON.stringify(description));
	console.log(`${type}: ${Math.round(bytes / 1000)} kB of description`);
	expect(bytes).toBeLessThan(LARGEST_DESCRIPTION);
});

const icons = NODES.flatMap((node) => (['light', 'dark'] as const).map((theme) => [node, theme] as const));

test.each(icons)('the icon of %s is served for the %s theme', async (node, theme) => {
	const { iconUrl } = types.find((type) => type.name === `${name}.${node}`) ?? {};
	const path = typeof iconUrl === 'object' ? iconUrl[theme] : iconUrl;
	const response = await n8n.fetch(`/${path ?? 'no-icon'}`);

	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('image/svg+xml');
	expect(await response.text()).toContain('<svg');
});
