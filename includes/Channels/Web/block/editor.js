/* The chat block in the editor: a placeholder with the block's own title and description. Written without a build step on purpose. */
( function ( { blocks, blockEditor, components, element } ) {
	const NAME = 'aaia-chatbot/chat';

	function Edit() {
		const { title, description } = blocks.getBlockType( NAME );
		const placeholder = element.createElement( components.Placeholder, { icon: 'format-chat', label: title, instructions: description } );
		return element.createElement( 'div', blockEditor.useBlockProps(), placeholder );
	}

	blocks.registerBlockType( NAME, { edit: Edit } );
} )( window.wp );
