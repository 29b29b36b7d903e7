/** The data types that have a shorthand, as far as it reads and writes them. */

export interface HumanName {
	text?: string;
	family?: string;
	given?: string[];
	prefix?: string[];
	suffix?: string[];
}

export interface ContactPoint {
	system?: string;
	value?: string;
}

export interface Address {
	text?: string;
	line?: string[];
	city?: string;
	state?: string;
	postalCode?: string;
	country?: string;
}

export interface Coding {
	system?: string;
	code?: string;
	display?: string;
}

export interface CodeableConcept {
	coding?: Coding[];
	text?: string;
}

export interface Reference {
	reference?: string;
	display?: string;
	identifier?: Identifier;
}

export interface CodeableReference {
	concept?: CodeableConcept;
	reference?: Reference;
}

export interface Identifier {
	system?: string;
	value?: string;
}

export interface Quantity {
	comparator?: string;
	value?: number;
	unit?: string;
	system?: string;
	code?: string;
}

export interface Money {
	value?: number;
	currency?: string;
}

export interface Period {
	start?: string;
	end?: string;
}

export interface Range {
	low?: Quantity;
	high?: Quantity;
}

export interface Ratio {
	numerator?: Quantity;
	denominator?: Quantity;
}
