<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\Grounding\GroundingFlag;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Settings\Settings;

/**
 * Checks the facts (figures, dates, addresses) of a model's answer against its sources and applies the owner's GroundingAction.
 *
 * Only models are corrected, including local ones: the built-in assistant quotes, so its flags are only recorded in the metrics.
 */
final class AnswerGuard {

	/** Most values named in the note under an answer. */
	private const NAMED = 3;

	public function __construct(
		private readonly Settings $settings,
		private readonly GroundingCheck $check,
	) {}

	/** The action the owner chose. */
	public function action(): GroundingAction {
		return GroundingAction::tryFrom( $this->settings->text( 'grounding_action' ) ) ?? GroundingAction::Annotate;
	}

	/**
	 * Returns the facts of a text that no source contains.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return list<GroundingFlag>
	 */
	public function flags( string $text, array $passages, AnswerRequest $request, AnswerDraft $draft ): array {
		$said = [
			$request->question,
			...array_map( static fn( ChatMessage $message ): string => $message->text, $request->history ),
			...array_map(
				static fn( ToolExchange $exchange ): string => wp_json_encode(
					$exchange->input,
					JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
				) . "\n" . $exchange->result,
				$draft->exchanges(),
			),
			$this->settings->text( 'system_instructions' ),
			$request->context->page_url,
			$request->context->page_title,
			get_bloginfo( 'name' ),
			home_url( '/' ),
			(string) wp_date( 'Y-m-d' ),
		];
		return $this->check->flags( $text, $passages, array_values( $said ) );
	}

	/**
	 * Appends a note that names the facts to verify.
	 *
	 * @param non-empty-list<GroundingFlag> $flags
	 */
	public function annotate( AnswerDraft $draft, array $flags, string $locale ): void {
		// Without the scheme, so that an invented address does not become a link again.
		$values = array_map(
			static fn( GroundingFlag $flag ): string => (string) preg_replace( '~^https?://~i', '', $flag->value ),
			array_slice( $flags, 0, self::NAMED ),
		);
		$values = implode( ', ', $values ) . ( count( $flags ) > self::NAMED ? ', …' : '' );
		$draft->add_text( "\n\n" . LocaleSwitcher::run(
			$locale,
			/* translators: %s: figures or addresses, such as "20 €, 3 March". */
			static fn(): string => sprintf( __( 'Please check this: %s. I didn’t find it on this site’s pages.', 'aaia-chatbot' ), $values ),
		) );
	}

	/** Replaces the text of the last step by a refusal. */
	public function replace( AnswerDraft $draft, string $locale ): void {
		$draft->replace_with_refusal( LocaleSwitcher::run(
			$locale,
			static fn(): string => __(
				'I couldn’t check my answer against this site’s pages, so I’d rather not give it. You can rephrase your question, or talk to a person.',
				'aaia-chatbot',
			),
		) );
	}
}
