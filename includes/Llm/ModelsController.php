<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\SettingsResource;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingTest;
use Aaia\Chatbot\Llm\OpenAi\ModelCatalog;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;

/**
 * Tests connections to models on request, and lists the models of a server.
 *
 * The settings sent count as if they were saved, beside the saved ones. Nothing is saved.
 */
final class ModelsController extends StaffController {

	/** Most names of models in a list: more cannot be looked through, and a name can be typed. */
	private const MODELS = 1000;

	public static function routes(): array {
		$typed   = Schema::map_of( SettingsResource::value() );
		$outcome = Schema::closed( [
			'ok'        => Schema::bool(),
			'sentences' => Schema::list_of( Schema::string() ),
		] )->named( 'ConnectionOutcome' );
		$models  = Schema::closed( [
			'names'    => Schema::list_of( Schema::string() ),
			'sentence' => Schema::string(),
		] )->named( 'ModelList' );
		return [
			Operation::post( '/models/test', 'test_model', Capability::Manage )->takes( $typed )->answers( $outcome ),
			Operation::post( '/models/list', 'list', Capability::Manage )->takes( $typed )->answers( $models ),
			Operation::post( '/embeddings/test', 'test_embeddings', Capability::Manage )->takes( $typed )->answers( $outcome ),
		];
	}

	public function __construct(
		private readonly Settings $settings,
		private readonly ConnectionTest $connection_test,
		private readonly EmbeddingTest $embedding_test,
		private readonly LlmConfigSource $config,
		private readonly ModelCatalog $catalog,
	) {}

	/** Tests the chat model. Takes up to half a minute. */
	public function test_model( Input $input ): RouteResult {
		return $this->with_typed( $input, fn( bool $saved ): RouteResult => self::outcome( $this->connection_test->run( $saved ) ) );
	}

	/** The models of an OpenAI-compatible server, by name; the sentence says why there are none, or not all. Takes up to eight seconds. */
	public function list( Input $input ): RouteResult {
		return $this->with_typed( $input, function (): RouteResult {
			try {
				$names = $this->catalog->ask( $this->config->current(), new NotCancelled() );
			} catch ( LlmFailure $failure ) {
				return self::models( [], $failure->getMessage() );
			}
			natcasesort( $names );
			return self::models(
				array_slice( array_values( $names ), 0, self::MODELS ),
				match ( true ) {
					[] === $names                   => __(
						'This server has no list of models. Enter the name as its provider writes it.',
						'aaia-chatbot',
					),
					count( $names ) > self::MODELS => sprintf(
						/* translators: 1: number of models in the list, 2: number of models of the server. */
						__( 'The first %1$s of %2$s models are listed. You can also enter another name.', 'aaia-chatbot' ),
						number_format_i18n( self::MODELS ),
						number_format_i18n( count( $names ) ),
					),
					default                         => '',
				}
			);
		} );
	}

	/** Tests the embedding model. Takes up to twenty seconds. */
	public function test_embeddings( Input $input ): RouteResult {
		return $this->with_typed( $input, fn(): RouteResult => self::outcome( $this->embedding_test->run() ) );
	}

	/** @param callable( bool $saved ): RouteResult $run */
	private function with_typed( Input $input, callable $run ): RouteResult {
		$typed = $input->all();
		try {
			return $this->settings->with( $typed, static fn(): RouteResult => $run( [] === $typed ) );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage(), [ 'field' => $invalid->key ] );
		}
	}

	/** @param list<string> $names */
	private static function models( array $names, string $sentence ): RouteResult {
		return RouteResult::ok( [
			'names'    => $names,
			'sentence' => $sentence,
		] );
	}

	private static function outcome( ConnectionReport $report ): RouteResult {
		return RouteResult::ok( [
			'ok'        => $report->ok,
			'sentences' => $report->sentences,
		] );
	}
}
