import { isProvided } from './packages';
import { crossings, foldersIn, sourcesIn, type Import } from './sources';

/** Arrows point one way, vendor → fhir → shared, so that one vendor can be cut out as a package of its own. */
const TS = /\.ts$/;
const nodes = sourcesIn('nodes', TS);
const vendors = foldersIn('nodes').filter((name) => name !== 'shared' && name !== 'fhir');

const below = (folder: string) => nodes.filter(({ path }) => path.startsWith(`${folder}/`));

const within =
	(...folders: string[]) =>
	({ file }: Import): boolean =>
		file === undefined || folders.some((folder) => file.startsWith(`${folder}/`));

test('there is something to look at', () => {
	expect(vendors).not.toEqual([]);
	expect(below('nodes/shared').flatMap(({ imports }) => imports)).not.toEqual([]);
});

test('shared imports only shared', () => {
	expect(crossings(below('nodes/shared'), within('nodes/shared'))).toEqual([]);
});

test('fhir imports only shared', () => {
	expect(crossings(below('nodes/fhir'), within('nodes/shared', 'nodes/fhir'))).toEqual([]);
});

test.each(vendors)('%s imports no other vendor', (vendor) => {
	const allowed = within('nodes/shared', 'nodes/fhir', `nodes/${vendor}`);
	expect(crossings(below(`nodes/${vendor}`), allowed)).toEqual([]);
});

test('credentials import only credentials and nodes', () => {
	expect(crossings(sourcesIn('credentials', TS), within('credentials', 'nodes'))).toEqual([]);
});

test('the sandbox knows the vendors by their documentation only', () => {
	expect(crossings(sourcesIn('sandbox', TS), within('sandbox'))).toEqual([]);
});

test('nodes and credentials import only what n8n brings along', () => {
	const allowed = ({ name, file }: Import) => file !== undefined || isProvided(name);
	expect(crossings([...nodes, ...sourcesIn('credentials', TS)], allowed)).toEqual([]);
});

test.each(['shared', 'fhir'])('%s names no vendor, in comments neither', (folder) => {
	const names = ['AlfaDocs', 'Dental Referrals', 'Dot Health', 'HealthDock', 'HeyDonto'];
	const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
	const found = below(`nodes/${folder}`).flatMap(({ path, text }) =>
		names.filter((name) => plain(text).includes(plain(name))).map((name) => `${path}: ${name}`),
	);
	expect(found).toEqual([]);
});
