import type { Field } from '../settings-context';

/** Help under a field: its error, its sentence, and a note of the server. */
export function Help( { field }: { field: Field } ) {
	return (
		<>
			{ field.error && <strong className="aaia-field__error">{ field.error }</strong> }
			<span>{ field.sentence }</span>
			{ field.note && <span className="aaia-field__note">{ field.note }</span> }
		</>
	);
}
