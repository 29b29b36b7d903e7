/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { Readable } from 'node:stream';

/** A PDF that is written while it is read. */
export interface Pdf {
	size: number;
	stream(): Readable;
}

const CHUNK = Buffer.alloc(64 * 1024, ' ');

const escape = (text: string) => text.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&');

function pageObjects(text: string, content: number): string[] {
	const drawn = `BT /F1 14 Tf 72 760 Td (${escape(text)}) Tj ET`;
	return [
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
		`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
	];
}

/** Always as many digits, so that a longer filling does not move what follows. */
const fixed = (number: number) => String(number).padStart(12, '0');

/** A page for each text; padded to `size` bytes, if it is not bigger by itself. */
export function makePdf(pages: string[], size = 0): Pdf {
	const firstPage = 4;
	const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		...pages.flatMap((text, index) => pageObjects(text, firstPage + 2 * index + 1)),
	];
	const offsets: number[] = [];
	let start = '%PDF-1.4\n';
	objects.forEach((object, index) => {
		offsets.push(start.length);
		start += `${index + 1} 0 obj\n${object}\nendobj\n`;
	});
	offsets.push(start.length);

	// The filling is a stream of its own that no page shows.
	const headOf = (filling: number) =>
		`${start}${offsets.length} 0 obj\n<< /Length ${fixed(filling)} >>\nstream\n`;
	const afterFilling = '\nendstream\nendobj\n';
	const tailOf = (xref: number) =>
		[
			`${afterFilling}xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`,
			...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`),
			`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${fixed(xref)}\n%%EOF\n`,
		].join('');

	const filling = Math.max(0, size - headOf(0).length - tailOf(0).length);
	const head = headOf(filling);
	const tail = tailOf(head.length + filling + afterFilling.length);
	return {
		size: head.length + filling + tail.length,
		stream: () => Readable.from(written(head, filling, tail), { objectMode: false }),
	};
}

function* written(head: string, filling: number, tail: string): Generator<Buffer> {
	yield Buffer.from(head, 'latin1');
	for (let left = filling; left > 0; left -= CHUNK.length)
		yield CHUNK.subarray(0, Math.min(left, CHUNK.length));
	yield Buffer.from(tail, 'latin1');
}
