import type { FhirVersion } from '../definitions';

/** What reading a written value may need besides the value. */
export interface Reading {
	/** The field's label, for messages. */
	label: string;
	/** IANA zone in which times without an offset are meant. */
	zone: string;
	version: FhirVersion;
	/** Types of resources that a reference may lead to. */
	targets?: string[];
	/** Whether an input item has a file under this name; throws where it has none. */
	assertFile(name: string): void;
}

/** How one data type is written in a single line. */
export interface Shorthand {
	/** For the label, e.g. `Patient/123`. */
	example?: string;
	/** Never sees an empty value nor an object. Throws a `FieldRefusal` for what cannot be meant. */
	read(text: string, reading: Reading): unknown;
	/** The same in one line again; undefined when the value holds nothing that can be written. */
	write(value: unknown): string | number | boolean | undefined;
}
