import isPlainObject from 'lodash/isPlainObject';

/**
 * The documentation's sample answer has lists written as keys, such as `"entry[0]"`. Should the server do so too, they
 * become lists again; anything else stays as it is.
 */
export function unflattened(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unflattened);
	if (!isPlainObject(value)) return value;
	const folded = new Map<string, unknown>();
	const lists = new Map<string, unknown[]>();
	for (const [key, inner] of Object.entries(value as object)) {
		const [, name, position] = /^(\w+)\[(\d+)\]$/.exec(key) ?? [];
		if (name === undefined) {
			folded.set(key, unflattened(inner));
			continue;
		}
		const list = lists.get(name) ?? [];
		list[Number(position)] = unflattened(inner);
		lists.set(name, list);
	}
	// A position that is missing leaves no gap.
	for (const [name, list] of lists) folded.set(name, Object.values(list));
	return Object.fromEntries(folded);
}
