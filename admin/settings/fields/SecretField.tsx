import { Button, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { MASK } from '../../data/settings';
import { useField } from '../settings-context';
import { Help } from './Help';

/** A key that is never shown: it can be replaced and removed. */
export function SecretField( { setting, label, warning }: { setting: string; label: string; warning?: string | undefined } ) {
	const field = useField( setting );
	const kept = field.value === MASK;
	return (
		<div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }>
			<div className="aaia-secret">
				<TextControl
					__next40pxDefaultSize
					label={ label }
					type={ kept ? 'text' : 'password' }
					value={ String( field.value ) }
					autoComplete="new-password"
					spellCheck={ false }
					aria-invalid={ field.error !== '' }
					help={ <Help field={ field } /> }
					onFocus={ ( event: React.FocusEvent< HTMLInputElement > ) => event.target.select() }
					onChange={ ( value ) => field.set( kept ? value.split( MASK ).join( '' ) : value ) }
				/>
				{ kept && (
					<Button __next40pxDefaultSize variant="secondary" isDestructive onClick={ () => field.set( '' ) }>
						{ __( 'Remove key', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			{ warning && <p className="aaia-field__warning">{ warning }</p> }
		</div>
	);
}
