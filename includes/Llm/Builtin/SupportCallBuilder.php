<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;

/** Builds the built-in assistant's call of the tool send_support_email. */
final class SupportCallBuilder {

	public const TOOL = SupportService::TOOL;

	/** Characters of the visitor's message and of an earlier question in the summary; the mail contains the full exchange. */
	private const MESSAGE_LENGTH = 640;
	private const EARLIER_LENGTH = 320;

	/** Most words of a message that is too short ("a human please"), so that the question before it is added. */
	private const FEW_WORDS = 8;

	public function __construct( private readonly IntentDetector $intents ) {}

	/** @param 'asked'|'contact'|'frustration'|'technical'|'out_of_scope' $reason */
	public function build( ChatRequest $request, string $reason ): ToolCallRequested {
		$input = [
			'summary' => $this->summary( $request ),
			'reason'  => $reason,
		];
		$email = $this->address_in( $request->question );
		if ( null !== $email ) {
			$input['email'] = $email;
		}
		$raw = (string) wp_json_encode( $input, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		return new ToolCallRequested( 'builtin_' . Ids::random(), self::TOOL, $input, $raw );
	}

	/** The request in the visitor's own words: the question they gave up on, if there is one, and this message. */
	private function summary( ChatRequest $request ): string {
		$words  = Text::truncate( Text::line( $request->question ), self::MESSAGE_LENGTH );
		$before = Text::truncate( $this->earlier_question( $request ), self::EARLIER_LENGTH );
		return ltrim( "$before\n$words" );
	}

	/** The visitor's last question before a short request for a person; empty when the message is long enough. */
	private function earlier_question( ChatRequest $request ): string {
		if ( count( Tokenizer::words_of_message( $request->question ) ) > self::FEW_WORDS ) {
			return '';
		}
		$earlier = array_filter( $request->history, static fn( ChatMessage $message ): bool => 'user' === $message->role );
		foreach ( array_reverse( $earlier ) as $message ) {
			$intent = $this->intents->detect( $message->text )->intent;
			if ( Intent::Question === $intent || in_array( $intent, [ Intent::TechnicalProblem, Intent::BeyondScope ], true ) ) {
				return Text::line( $message->text );
			}
		}
		return '';
	}

	/** An address in what the visitor wrote; null when there is none. */
	public function address_in( string $text ): ?string {
		$address = is_email( ContactDetector::emails( $text )[0] ?? '' );
		return false === $address ? null : $address;
	}
}
