import { boolean, integer, integerBetween, oneOf, readQuery, text } from '../shared/query';
import { fieldRefusal } from '../shared/refusal';
import type { Row, Tables } from './records';
import type { Route } from './route';

/** A part of the text, one of several ids, or true and false [I: how a filter compares is not documented]. */
type Filter = 'text' | 'ids' | 'boolean';

interface List {
	path: string;
	rows: keyof Tables;
	filters?: Record<string, Filter>;
	sortable: string[];
}

const MAX_PAGE_SIZE = 100;
const SORT = /^sortBy\[(\d)\]\[(field|dir)\]$/;

const direction = oneOf('asc', 'desc');

type Pairs = Array<[name: string, value: string]>;
type Values = Record<string, unknown>;

function sortRules(pairs: Pairs, sortable: string[]): Array<{ field: string; isDescending: boolean }> {
	const rules = new Map<string, { field?: string; dir?: string }>();
	for (const [name, value] of pairs) {
		const [, index, part] = SORT.exec(name) ?? [];
		if (index === undefined) continue;
		const read = part === 'field' ? oneOf(...sortable) : direction;
		rules.set(index, { ...rules.get(index), [part]: read(name, value) });
	}
	return [...rules].sort().map(([index, { field, dir = 'asc' }]) => {
		if (field === undefined) throw fieldRefusal(400, 'sortBy', `sortBy[${index}][field] is required`);
		return { field, isDescending: dir === 'desc' };
	});
}

const isWanted: Record<Filter, (value: unknown, wanted: string[], name: string) => boolean> = {
	text: (value, [part], name) => String(value).toLowerCase().includes(text(name, part).toLowerCase()),
	ids: (value, wanted, name) => wanted.some((id) => value === integer(name, id)),
	boolean: (value, [wanted], name) => value === boolean(name, wanted),
};

const order = (a: string | number, b: string | number): number => (a === b ? 0 : a < b ? -1 : 1);

/** A list: filters, `sortBy[0][field]`, `page` from 0, `pageSize`; strict about every name and value. */
export const list = ({ path, rows, filters = {}, sortable }: List): Route => ({
	method: 'GET',
	path,
	answer({ world, request }) {
		const pairs: Pairs = [...new URL(request.url, 'http://localhost').searchParams];
		const isFilter = (name: string) => Object.prototype.hasOwnProperty.call(filters, name);
		const others = pairs.filter(([name]) => !isFilter(name) && !SORT.test(name));
		const paging = { page: integer, pageSize: integerBetween(1, MAX_PAGE_SIZE) };
		const { page = 0, pageSize = 10 } = readQuery(paging, Object.fromEntries(others));
		const rules = sortRules(pairs, sortable);
		const wanted = [...new Set(pairs.map(([name]) => name).filter(isFilter))].map((name) => ({
			name,
			values: pairs.filter(([one]) => one === name).map(([, value]) => value),
		}));
		for (const { name, values } of wanted) {
			if (values.length > 1 && filters[name] !== 'ids')
				throw fieldRefusal(400, name, `${name} must be given once`);
			// Also where no row is left to be compared with.
			for (const value of values) isWanted[filters[name]](undefined, [value], name);
		}
		const found = (world.tables[rows] as Row[] as unknown as Values[]).filter((row) =>
			wanted.every(({ name, values }) => isWanted[filters[name]](row[name], values, name)),
		);
		for (const { field, isDescending } of rules.reverse()) {
			found.sort((a, b) => order(a[field] as string, b[field] as string) * (isDescending ? -1 : 1));
		}
		// The older API had neither envelope nor pages.
		if (world.switches.listShape === 'bare') return found;
		const data = found.slice(page * pageSize, (page + 1) * pageSize);
		return { data, meta: { page, pageSize, total: found.length } };
	},
});
