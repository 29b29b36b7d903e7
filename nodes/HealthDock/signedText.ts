import type { IDataObject } from 'n8n-workflow';

/** A member of a JSON object as it is written: `"key": value`, without a comma. */
interface Member {
	key: string;
	start: number;
	end: number;
}

/** Strings first, so that what looks like structure within them is none. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** The members of the outermost object of a text that is known to be JSON. */
function membersOf(json: string): Member[] {
	const members: Member[] = [];
	let depth = 0;
	let open: Member | undefined;
	for (const { 0: token, index } of json.matchAll(TOKEN)) {
		if (depth === 1 && !open && token.startsWith('"')) {
			open = { key: JSON.parse(token) as string, start: index, end: index };
			members.push(open);
		}
		if (token === '{' || token === '[') depth += 1;
		if (token === '}' || token === ']') depth -= 1;
		if (open && (depth === 0 || (depth === 1 && token === ','))) {
			open.end = open.start + json.slice(open.start, index).trimEnd().length;
			open = undefined;
		}
	}
	return members;
}

/** Whether a name stands twice in the outermost object, so that readers may disagree on what it holds. */
export function hasTwins(json: string): boolean {
	const keys = membersOf(json).map(({ key }) => key);
	return new Set(keys).size < keys.length;
}

/** The text without one member and its comma; everything else stays as it is written, to the last space. */
export function without(json: string, key: string): string {
	const members = membersOf(json);
	const at = members.findIndex((member) => member.key === key);
	if (at < 0) return json;
	const { start, end } = members[at];
	const next = members[at + 1];
	if (next) return json.slice(0, start) + json.slice(next.start);
	return json.slice(0, members[at - 1]?.end ?? start) + json.slice(end);
}

/** JSON as Python's `json.dumps` writes it: a space after commas and colons, ASCII only. */
export function spaced(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value as IDataObject).map(
			([key, inner]) => `${spaced(key)}: ${spaced(inner)}`,
		);
		return `{${members.join(', ')}}`;
	}
	return JSON.stringify(value).replace(
		/[^\x20-\x7e]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
