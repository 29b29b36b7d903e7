import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { toNodeError } from './errors/nodeError';
import { DEFAULT_TIMEOUT } from './operation/description';
import { Api } from './request/api';
import type { Vendor } from './request/vendor';

/** The editor is waiting, so a limit is not waited for as long as in a run. */
const MAX_WAIT_IN_EDITOR = 15;

/** What a person typed, and where the last page ended. */
export interface Search {
	filter: string;
	from?: string;
	/** What the form holds at a path such as `options.name`, a locator as n8n stores it; only for lists of locators. */
	chosen?(path: string): unknown;
}

export interface Found {
	entries: Array<{ name: string; value: string | number; description?: string }>;
	/** Handed back as `from` for the next page. */
	next?: string;
}

/** Finds the entries of one list in the editor. */
export type Finder = (api: Api, search: Search) => Promise<Found>;

async function inEditor<T>(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	use: (api: Api) => Promise<T>,
): Promise<T> {
	const kinds = Object.keys(vendor.credentials);
	const authentication = kinds.length > 1 ? (context.getNodeParameter('authentication') as string) : kinds[0];
	const options = { maxWait: MAX_WAIT_IN_EDITOR, timeout: DEFAULT_TIMEOUT };
	try {
		return await use(await Api.open(context, vendor, authentication, options));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** For `methods.listSearch`: the lists of resource locators. */
export const listSearch = (vendor: Vendor, find: Finder) =>
	async function (this: ILoadOptionsFunctions, filter = '', from?: string): Promise<INodeListSearchResult> {
		const chosen = (path: string): unknown => this.getCurrentNodeParameter(path);
		const search = { filter, from, chosen };
		const { entries, next } = await inEditor(this, vendor, async (api) => await find(api, search));
		return { results: entries, paginationToken: next };
	};

/** For `methods.loadOptions`: the lists of dropdowns, whole. */
export const loadOptions = (vendor: Vendor, find: Finder) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await inEditor(this, vendor, async (api) => await find(api, { filter: '' }))).entries;
	};

/** For `methods.resourceMapping`: forms whose fields the vendor knows. */
export const resourceMapping = (vendor: Vendor, fields: (api: Api) => Promise<ResourceMapperFields>) =>
	async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await inEditor(this, vendor, fields);
	};

const folded = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();

/** Whether a name has every word that was typed in it, accents and case aside. */
export const matchesWords = (name: string, typed: string): boolean =>
	folded(typed)
		.split(/\s+/)
		.every((word) => folded(name).includes(word));
