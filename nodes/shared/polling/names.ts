const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a packed UUID begins with, and what goes before a name that begins like one of these two itself. */
const PACKED = ':';
const PLAIN = '=';

/** Ids as short texts: UUIDs, which most services use, with 22 characters instead of 36. */
export function packName(name: string): string {
	if (UUID.test(name)) return PACKED + Buffer.from(name.replace(/-/g, ''), 'hex').toString('base64url');
	return name.startsWith(PACKED) || name.startsWith(PLAIN) ? PLAIN + name : name;
}

export function unpackName(text: string): string {
	if (text.startsWith(PLAIN)) return text.slice(1);
	if (!text.startsWith(PACKED)) return text;
	const hex = Buffer.from(text.slice(1), 'base64url').toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
