<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ConnectionReport;
use Aaia\Chatbot\Llm\LlmFailure;

/** "Test": embeds two sentences and reports the result. */
final class EmbeddingTest {

	/** Time limit of the test, seconds. */
	private const TIME = 20.0;

	/** Seconds from which the owner is warned, see SettingsEmbeddingProvider::PATIENCE; slower questions are answered by words alone. */
	private const SLOW = 1.0;

	public function __construct( private readonly EmbeddingProvider $provider ) {}

	/** Runs the test; takes up to twenty seconds. */
	public function run(): ConnectionReport {
		$model  = $this->provider->current();
		$client = null === $model ? null : $this->provider->client( $model );
		if ( null === $model || null === $client ) {
			return new ConnectionReport( false, [ __( 'Choose a server and name a model first.', 'aaia-chatbot' ) ] );
		}
		$begun = microtime( true );
		try {
			$batch = $client->embed(
				[ __( 'When are you open?', 'aaia-chatbot' ), __( 'Opening hours: Monday to Friday, 9 to 18.', 'aaia-chatbot' ) ],
				self::TIME,
			);
		} catch ( LlmFailure $failure ) {
			return new ConnectionReport( false, [ $failure->getMessage() ], $failure->kind );
		}
		$seconds   = microtime( true ) - $begun;
		$sentences = [
			sprintf(
				/* translators: 1: name of a model, 2: number of numbers in a vector, 3: seconds. */
				__( 'The model “%1$s” answered with vectors of %2$s numbers in %3$s seconds.', 'aaia-chatbot' ),
				$model->name,
				number_format_i18n( $batch->dimensions() ),
				number_format_i18n( $seconds, 2 )
			),
		];
		if ( $seconds > self::SLOW ) {
			$sentences[] = __( 'That is slow. A question that takes longer than a second and a half is answered by words alone.', 'aaia-chatbot' );
		}
		if ( $model->dimensions > 0 && $batch->dimensions() !== $model->dimensions ) {
			$sentences[] = __( 'The server gives vectors of its own size, not of the one asked for. That works too.', 'aaia-chatbot' );
		}
		return new ConnectionReport( true, $sentences );
	}
}
