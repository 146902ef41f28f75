<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Channels\OpenAi\StreamCancellation;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Tools\TurnContext;

/** `wp aaia ask`: asks the site's assistant a question. */
final class AskCommand {

	public function __construct(
		private readonly AnswerPipeline $pipeline,
		private readonly UsageRepository $usage,
	) {}

	/**
	 * Asks the assistant a question and prints its answer with sources.
	 *
	 * ## OPTIONS
	 *
	 * <question>
	 * : The question, in any language.
	 *
	 * [--locale=<locale>]
	 * : Language of the page it is asked on, such as fr_FR. Default: the site's.
	 *
	 * [--builtin]
	 * : Use the built-in assistant whatever the settings say.
	 *
	 * [--format=<format>]
	 * : text or json.
	 * ---
	 * default: text
	 * options:
	 *   - text
	 *   - json
	 * ---
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function __invoke( array $arguments, array $options ): void {
		$question = trim( $arguments[0] ?? '' );
		if ( '' === $question ) {
			\WP_CLI::error( 'Ask a question: wp aaia ask "When are you open?"' );
		}
		$locale   = is_string( $options['locale'] ?? null ) ? $options['locale'] : get_locale();
		$as_json  = 'json' === ( $options['format'] ?? 'text' );
		$request  = new AnswerRequest(
			$question,
			[],
			new TurnContext( null, $locale, false, $question ),
			false,
			builtin: isset( $options['builtin'] ),
		);
		$printed  = '';
		$progress = null;
		foreach ( $this->pipeline->answer( $request, new StreamCancellation( null ) ) as $progress ) {
			if ( ! $as_json ) {
				$text = $progress->parts->text();
				fwrite( STDOUT, substr( $text, strlen( $printed ) ) );
				$printed = $text;
			}
		}
		if ( null === $progress ) {
			\WP_CLI::error( 'No answer came.' );
		}
		$this->usage->add_answer( 'cli', $progress );
		if ( $as_json ) {
			\WP_CLI::line(
				(string) wp_json_encode(
					[
						'text'         => $progress->parts->text(),
						'refused'      => $progress->refused,
						'offer_person' => $progress->offer_person,
						'sources'      => $progress->parts->sources(),
						'model'        => $progress->model,
					],
					JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
				)
			);
		} else {
			fwrite( STDOUT, "\n" );
			foreach ( $progress->parts->sources() as $source ) {
				\WP_CLI::line( sprintf( '[%s] %s — %s', $source['id'], $source['title'], $source['url'] ) );
			}
		}
		if ( Generation::Complete !== $progress->generation ) {
			\WP_CLI::error( 'The answer was cut off. The Assistant settings say why.' );
		}
	}
}
