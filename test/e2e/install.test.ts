import type { N8nClient } from '../../scripts/host';
import { n8nClient, packed, publishedNodes } from './support/n8n';

let n8n: N8nClient;
const { name, version } = packed();

const servedTypes = async (): Promise<string[]> =>
	(await n8n.nodeTypes()).map((type) => type.name).filter((type) => type.startsWith(`${name}.`));

beforeAll(async () => {
	n8n = n8nClient();
});

test('n8n lists the package it installed, with its nodes', async () => {
	const packages = await n8n.installedPackages();
	expect(packages).toEqual([
		expect.objectContaining({ packageName: name, installedVersion: version, failedLoading: false }),
	]);
	expect(packages[0].installedNodes.map(({ type }) => type).sort()).toEqual(
		publishedNodes().map((node) => `${name}.${node}`),
	);
});

test('uninstalling removes every node, installing again brings them back', async () => {
	const before = await servedTypes();
	expect(before).not.toHaveLength(0);

	await n8n.uninstallPackage(name);
	expect(await n8n.installedPackages()).toEqual([]);
	expect(await servedTypes()).toEqual([]);

	await n8n.installPackage(name, version);
	expect(await servedTypes()).toEqual(before);
});
