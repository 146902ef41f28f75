import { Button, Dropdown, MenuGroup, MenuItem, MenuItemsChoice, NavigableMenu } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

export type Rating = 'up' | 'down';

const RATINGS: readonly Rating[] = [ 'up', 'down' ];

const ratingName = ( rating: Rating ): string =>
	rating === 'up' ? __( 'Helpful', 'aaia-chatbot' ) : __( 'Not helpful', 'aaia-chatbot' );

/** Changes or resets the rating of an answer. */
export function RatingMenu( { rating, onChange }: { rating: Rating; onChange: ( rating: Rating | null ) => void } ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button variant="link" aria-haspopup="menu" aria-expanded={ isOpen } onClick={ onToggle }>
					{ __( 'Edit rating', 'aaia-chatbot' ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => {
				const choose = ( chosen: Rating | null ): void => {
					onClose();
					if ( chosen !== rating ) {
						onChange( chosen );
					}
				};
				return (
					<NavigableMenu role="menu" aria-label={ __( 'Edit rating', 'aaia-chatbot' ) }>
						<MenuGroup>
							<MenuItemsChoice
								value={ rating }
								onHover={ () => undefined }
								choices={ RATINGS.map( ( one ) => ( { value: one, label: ratingName( one ) } ) ) }
								onSelect={ ( chosen ) => choose( RATINGS.find( ( one ) => one === chosen ) ?? rating ) }
							/>
						</MenuGroup>
						<MenuGroup>
							<MenuItem onClick={ () => choose( null ) }>{ __( 'Reset', 'aaia-chatbot' ) }</MenuItem>
						</MenuGroup>
					</NavigableMenu>
				);
			} }
		/>
	);
}
