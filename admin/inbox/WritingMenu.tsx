import { Button, CheckboxControl, Dropdown } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { settings } from '@wordpress/icons';
import type { AgentPreferences } from '../../src/wire/wire';

/** The agent's own choices for the field; they are the same in every browser. */
export function WritingMenu( {
	preferences,
	onChange,
}: {
	preferences: AgentPreferences;
	onChange: ( change: Partial< AgentPreferences > ) => void;
} ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'top-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					size="compact"
					icon={ settings }
					label={ __( 'Writing preferences', 'aaia-chatbot' ) }
					aria-haspopup="dialog"
					aria-expanded={ isOpen }
					onClick={ onToggle }
				/>
			) }
			renderContent={ () => (
				<div className="aaia-writing-menu">
					<CheckboxControl
						__nextHasNoMarginBottom
						label={ __( 'Enter sends', 'aaia-chatbot' ) }
						help={ __( 'Without it Ctrl + Enter sends.', 'aaia-chatbot' ) }
						checked={ preferences.enter_sends }
						onChange={ ( enter_sends ) => onChange( { enter_sends } ) }
					/>
					<CheckboxControl
						__nextHasNoMarginBottom
						label={ __( '5 seconds to undo', 'aaia-chatbot' ) }
						help={ __( 'A reply leaves after 5 seconds, or when you close the tab.', 'aaia-chatbot' ) }
						checked={ preferences.undo_send }
						onChange={ ( undo_send ) => onChange( { undo_send } ) }
					/>
					<CheckboxControl
						__nextHasNoMarginBottom
						label={ __( 'E-mail me when I am mentioned', 'aaia-chatbot' ) }
						help={ __( 'Unless you look at the note within two minutes.', 'aaia-chatbot' ) }
						checked={ preferences.mention_mails }
						onChange={ ( mention_mails ) => onChange( { mention_mails } ) }
					/>
				</div>
			) }
		/>
	);
}
