import { Dropdown, MenuGroup, MenuItem, MenuItemsChoice, NavigableMenu } from '@wordpress/components';
import type { ReactNode } from 'react';
import { ChoiceToggle } from './ChoiceToggle';

/** What stands, as a button, and a menu to choose something else. */
export function ChoiceMenu< T extends string >( {
	name,
	label,
	value,
	choices,
	children,
	more,
	onOpen,
	onChoose,
}: {
	/** What is chosen, such as "Status". */
	name: string;
	/** What stands, for a screen reader, with a hint that it can be changed. */
	label: string;
	value: T;
	choices: ReadonlyArray< { value: T; label: string } >;
	/** What stands, to the eye. */
	children: ReactNode;
	/** Something else to do, below the choices. */
	more?: { label: string; onChoose: () => void };
	onOpen?: () => void;
	onChoose: ( value: T ) => void;
} ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			onToggle={ ( opens ) => opens && onOpen?.() }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<ChoiceToggle popup="menu" label={ label } isOpen={ isOpen } onToggle={ onToggle }>{ children }</ChoiceToggle>
			) }
			renderContent={ ( { onClose } ) => (
				<NavigableMenu role="menu" aria-label={ name } className="aaia-choice-menu">
					<MenuGroup>
						<MenuItemsChoice
							value={ value }
							onHover={ () => undefined }
							choices={ choices }
							onSelect={ ( chosen ) => {
								const to = choices.find( ( one ) => one.value === chosen );
								if ( to && to.value !== value ) {
									onChoose( to.value );
								}
								onClose();
							} }
						/>
					</MenuGroup>
					{ more && (
						<MenuGroup>
							<MenuItem
								onClick={ () => {
									onClose();
									more.onChoose();
								} }
							>
								{ more.label }
							</MenuItem>
						</MenuGroup>
					) }
				</NavigableMenu>
			) }
		/>
	);
}
