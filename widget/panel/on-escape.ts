/** A handler that leaves what is open on Escape, before the panel would close. */
export const onEscape = ( leave: () => void ) => ( event: KeyboardEvent ): void => {
	if ( event.key === 'Escape' && ! event.isComposing ) {
		event.stopPropagation();
		leave();
	}
};
