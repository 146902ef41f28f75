<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A source that is not read in full by every sync, and so wants to know when a person asks for one. */
interface AskedSource extends KnowledgeSource {

	/** A person asks for this source to be read anew; the sync follows. */
	public function asked(): void;
}
