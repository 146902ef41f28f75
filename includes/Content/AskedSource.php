<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A source that most syncs read only in part. It is notified when a person asks for a full reading. */
interface AskedSource extends KnowledgeSource {

	/** Called before the sync when a person asks to read this source again. */
	public function asked(): void;
}
