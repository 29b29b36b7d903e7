import isEqual from 'lodash/isEqual';
import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { Definitions, Element, FhirVersion } from '../../nodes/fhir/definitions';
import { elementsOfResource, formOf } from '../../nodes/fhir/forms';
import { readOne, write, type Reading } from '../../nodes/fhir/shorthand';

type Cells = Record<string, unknown>;

export const reading = (version: FhirVersion, more: Partial<Reading> = {}): Reading => ({
	label: 'Field',
	zone: 'UTC',
	version,
	assertFile: () => undefined,
	...more,
});

/** Fills in a form so that it says what a resource says: in one line where a line can say it, else as JSON. */
export class Clerk {
	private readonly ids: Set<string>;

	/** @param asText whether JSON is written as text, as people do, or comes as an object, as from an expression */
	constructor(
		private readonly definitions: Definitions,
		private readonly type: string,
		private readonly asText: boolean,
	) {
		this.ids = new Set(formOf(definitions, type).map(({ id }) => id));
	}

	cellsOf(resource: IDataObject): Cells {
		return this.within(elementsOfResource(this.definitions, this.type), '', resource);
	}

	private within(elements: Element[], above: string, object: IDataObject): Cells {
		const cells = elements
			.filter(({ name }) => object[name] !== undefined)
			.map((element) => this.cellsFor(element, `${above}${element.name}`, object[element.name]));
		return Object.assign({}, ...cells) as Cells;
	}

	private cellsFor(element: Element, id: string, value: unknown): Cells {
		const entries = [value].flat() as IDataObject[];
		const inner = this.definitions.elementsOf(element.type);
		const isSplit = inner.some(({ name }) => this.ids.has(`${id}.${name}`));
		const isPart = isSplit && element.type.startsWith(this.type);
		if (isPart) {
			const rows = entries.map((entry) => this.within(inner, `${id}.`, entry));
			return element.repeats ? zipped(rows) : rows[0];
		}
		// A name or an address in its parts, where there is one only.
		if (isSplit && entries.length === 1) return this.within(inner, `${id}.`, entries[0]);
		return { [id]: element.repeats ? this.list(element, entries) : this.cell(element, value) };
	}

	private list(element: Element, entries: unknown[]): unknown {
		const cells = entries.map((entry) => this.inOneLine(element, entry) ?? entry);
		return this.asText && cells.every((cell) => isPlainObject(cell)) ? JSON.stringify(cells) : cells;
	}

	private cell(element: Element, value: unknown): unknown {
		return this.inOneLine(element, value) ?? (this.asText ? JSON.stringify(value) : value);
	}

	private inOneLine({ type, targets }: Element, value: unknown): unknown {
		const line = write(type, value);
		if (line === undefined || typeof value !== 'object') return line;
		// What begins like JSON is taken for JSON.
		if (/^[[{]/.test(String(line))) return undefined;
		const asked = reading(this.definitions.version, { targets });
		return isEqual(readOne(type, line, asked), value) ? line : undefined;
	}
}

/** Rows of a part as one list per column. */
function zipped(rows: Cells[]): Cells {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return Object.fromEntries(columns.map((column) => [column, rows.map((row) => row[column] ?? '')]));
}
