/** The fields are those that a create takes; the ids' keys are `patient_id` [documented] and `appointment_id` [I]. */

export interface Patient {
	patient_id: string;
	first_name: string;
	last_name: string;
	date_of_birth: string;
	gender: 'M' | 'F' | 'Other';
	phone: string;
	/** As it was sent, with dashes or without [I]. */
	abha_number: string | null;
	/** [I] */
	created_at: string;
}

export interface Doctor {
	doctor_id: string;
	name: string;
}

export type AppointmentType = 'consultation' | 'follow-up' | 'procedure';
export type AppointmentStatus = 'scheduled' | 'confirmed' | 'completed' | 'cancelled';

export interface Appointment {
	appointment_id: string;
	patient_id: string;
	doctor_id: string;
	/** As it was sent [I]. */
	date_time: string;
	duration: number;
	type: AppointmentType | null;
	status: AppointmentStatus;
}
