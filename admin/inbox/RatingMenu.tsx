import { Button, Dropdown, MenuGroup, MenuItem, MenuItemsChoice, NavigableMenu } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from './ConfirmDialog';

/** Changes a rating or a score, or resets it after a confirmation. */
export function RatingMenu< T extends string >( { value, choices, onChange }: {
	/** What counts now; null when nothing does. */
	value: T | null;
	choices: ReadonlyArray< { value: T; label: string } >;
	onChange: ( value: T | null ) => Promise< void >;
} ) {
	const [ resetting, setResetting ] = useState( false );
	return (
		<>
			<Dropdown
				popoverProps={ { placement: 'bottom-start' } }
				renderToggle={ ( { isOpen, onToggle } ) => (
					<Button variant="link" aria-haspopup="menu" aria-expanded={ isOpen } onClick={ onToggle }>
						{ __( 'Edit rating', 'aaia-chatbot' ) }
					</Button>
				) }
				renderContent={ ( { onClose } ) => (
					<NavigableMenu role="menu" aria-label={ __( 'Edit rating', 'aaia-chatbot' ) }>
						<MenuGroup>
							<MenuItemsChoice
								value={ value ?? '' }
								onHover={ () => undefined }
								choices={ choices }
								onSelect={ ( chosen ) => {
									const to = choices.find( ( one ) => one.value === chosen );
									onClose();
									if ( to && to.value !== value ) {
										onChange( to.value ).catch( () => undefined );
									}
								} }
							/>
						</MenuGroup>
						{ value !== null && (
							<MenuGroup>
								<MenuItem
									onClick={ () => {
										onClose();
										setResetting( true );
									} }
								>
									{ __( 'Reset', 'aaia-chatbot' ) }
								</MenuItem>
							</MenuGroup>
						) }
					</NavigableMenu>
				) }
			/>
			{ resetting && (
				<ConfirmDialog
					title={ __( 'Reset this rating?', 'aaia-chatbot' ) }
					text={ __( 'It no longer counts in filters and figures. What the visitor said stays in sight as history.', 'aaia-chatbot' ) }
					action={ __( 'Reset', 'aaia-chatbot' ) }
					onSure={ () => onChange( null ).then( () => setResetting( false ) ) }
					onClose={ () => setResetting( false ) }
				/>
			) }
		</>
	);
}

export const ratingChoices = (): Array< { value: 'up' | 'down'; label: string } > => [
	{ value: 'up', label: __( 'Helpful', 'aaia-chatbot' ) },
	{ value: 'down', label: __( 'Not helpful', 'aaia-chatbot' ) },
];
