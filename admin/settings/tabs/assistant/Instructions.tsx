import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { AreaField } from '../../fields/fields';
import { Section } from '../../Section';
import { useField } from '../../settings-context';

/** The system instructions. While the field is empty, the default is used and shown. */
export function Instructions() {
	const field = useField( 'system_instructions' );
	const own = String( field.value ) !== '';
	const text = pageFacts().instructions;
	return (
		<Section
			title={ __( 'System instructions', 'aaia-chatbot' ) }
			description={ __(
				'How the assistant speaks and what it may promise. Models follow them; the built-in assistant does not need them.',
				'aaia-chatbot'
			) }
		>
			<AreaField
				setting="system_instructions"
				rows={ own ? 14 : 4 }
				label={ __( 'Instructions', 'aaia-chatbot' ) }
				placeholder={ __( 'Empty: the default instructions below are used.', 'aaia-chatbot' ) }
			/>
			{ own ? (
				<Button variant="link" onClick={ () => field.set( '' ) }>
					{ __( 'Reset to the default instructions', 'aaia-chatbot' ) }
				</Button>
			) : (
				<details className="aaia-default">
					<summary>{ __( 'Read the default instructions', 'aaia-chatbot' ) }</summary>
					<pre lang="en">{ text }</pre>
					<Button __next40pxDefaultSize variant="secondary" onClick={ () => field.set( text ) }>
						{ __( 'Start from these', 'aaia-chatbot' ) }
					</Button>
				</details>
			) }
		</Section>
	);
}
