<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\SettingNotes;

/** Notes shown beside the settings of search by meaning: a key from elsewhere, and the last failure. */
final class EmbeddingNotes implements SettingNotes {

	public function __construct( private readonly SettingsEmbeddingProvider $embeddings ) {}

	public function notes(): array {
		$notes = [];
		if ( $this->embeddings->has_other_key() ) {
			$notes[ EmbeddingSettings::KEY ] = __(
				'A key from the server’s environment or a constant is used for this address; the one typed here is not needed.',
				'aaia-chatbot',
			);
		}
		$problem = $this->embeddings->problem();
		if ( '' !== $problem ) {
			/* translators: %s: what went wrong. */
			$notes[ EmbeddingSettings::SERVER ] = sprintf( __( 'Recently, questions were answered by words alone: %s', 'aaia-chatbot' ), $problem );
		}
		return $notes;
	}
}
