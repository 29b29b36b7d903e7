/**
 * A file name that any header takes: letters without their accents, and neither quotes, line breaks nor other alphabets.
 *
 * @param extension without the dot, for a name that has none
 * @param number stands in for a name of which nothing is left: `file-1.pdf`
 */
export function asciiName(name: string | undefined, extension: string, number: number): string {
	const plain = (name ?? '').normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
	const dot = plain.lastIndexOf('.');
	const [stem, ending] = dot >= 0 ? [plain.slice(0, dot), plain.slice(dot + 1)] : [plain, ''];
	const clean = stem.replace(/[^A-Za-z0-9 ._-]+/g, '_').replace(/^[\s._]+|[\s._]+$/g, '');
	const known = /^[A-Za-z0-9]{1,5}$/.test(ending) ? ending : extension;
	return `${/[A-Za-z0-9]/.test(clean) ? clean : `file-${number}`}.${known}`;
}
