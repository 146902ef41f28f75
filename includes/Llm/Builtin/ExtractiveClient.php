<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\Quantities;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\Capabilities;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OfferPerson;
use Aaia\Chatbot\Llm\Refused;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolOutcome;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Support\Text;

/**
 * The built-in client: answers by quoting the site, without a key or network access.
 *
 * Answers are whole sentences of the best passages, verbatim, so that a number, a price or an address is never invented.
 * When the passages contain no answer it refuses and offers a person. It calls the support tool itself when the visitor
 * asks for a person, is frustrated, needs an action by staff, or got two refusals in a row, the second about what the site is about.
 * It is stateless: everything is in the request.
 */
final class ExtractiveClient implements LlmClient {

	public const ID = 'builtin';

	/** Characters of one text delta: small enough to appear as a stream, large enough to keep the overhead low. */
	private const PIECE = 48;

	/** Share of a question that a passage must speak of for the question to be about what the site is about. */
	private const ON_TOPIC = 0.4;

	/** Least letters of a question of stop words only that is compared with titles of pages. */
	private const NAME = 4;

	/** What is asked by somebody who waits for a person ("are you there?", "when will you answer?"), folded. */
	private const ASKS_AFTER_TEAM = '/\b(?:are (?:you|u)(?: still)? (?:there|here)|(?:any|some) ?(?:one|body) (?:there|here)|still there'
		. '|when (?:will|do|can|are|would) (?:you|u|they|(?:any|some) ?(?:one|body)|a person|an agent|the team)\b.*'
		. '\b(?:answer|reply|respond|back|here|there|available|call|contact|write)'
		. '|when (?:will|can|do) i (?:get|have|expect|hear)|how long\b.*\b(?:wait|answer|reply|response|respond)'
		. '|(?:(?:vous|tu) etes?|t es|es tu|etes vous)(?: toujours| encore)? la|y a (?:t il )?quelqu un|quelqu un est la'
		. '|quand\b.*\b(?:repond\w*|reponse|rappel\w*|(?:re)?contact\w*|revenez|reviendr\w*|disponibles?)'
		. '|combien de temps\b.*\b(?:attendre|repond\w*|reponse)|(?:dois je|je dois|faut il|vais je) attendre)\b/';

	public function __construct(
		private readonly IntentDetector $intents,
		private readonly QuestionAnalyzer $analyzer,
		private readonly AnswerabilityCheck $answerability,
		private readonly SentenceSelector $sentences,
		private readonly PracticalAnswerSelector $practical,
		private readonly AnswerFormatter $formatter,
		private readonly SupportCallBuilder $support,
		private readonly ListedCountries $countries,
		private readonly YesOrNo $yes_or_no,
		private readonly Clock $clock = new SystemClock(),
	) {}

	public function id(): string {
		return self::ID;
	}

	public function capabilities(): Capabilities {
		return new Capabilities( streaming: true, tools: true, model: 'builtin', remote: false );
	}

	/**
	 * Fails only when cancelled.
	 *
	 * @return iterable<StreamPart>
	 *
	 * @throws LlmFailure When nobody wants the rest.
	 */
	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		foreach ( $this->answer( $request ) as $part ) {
			if ( $cancel->requested() ) {
				throw new LlmFailure( LlmFailureKind::Cancelled, __( 'The answer was stopped.', 'aaia-chatbot' ) );
			}
			yield $part;
		}
	}

	/** @return iterable<StreamPart> */
	private function answer( ChatRequest $request ): iterable {
		$phrases = new Phrases( $request->locale );
		foreach ( array_reverse( $request->exchanges ) as $exchange ) {
			if ( SupportCallBuilder::TOOL === $exchange->name ) {
				return $this->after_support_call( ToolOutcome::read( $exchange->result ), $phrases );
			}
		}
		$detected = $this->intents->detect( $request->question );
		$intent  = $detected->intent;
		if ( Intent::Agrees === $intent && $this->refused_before( $request ) ) {
			$intent = Intent::WantsPerson;
		}
		if ( $request->person_requested && 1 === preg_match( self::ASKS_AFTER_TEAM, TextFolder::fold( $request->question ) ) ) {
			return $this->answer_with( implode( ' ', array_filter( [ $phrases->say( Phrase::AlreadyTold ), $request->hours ] ) ) );
		}
		if ( $request->person_requested && in_array( $intent, [ Intent::Unclear, Intent::Agrees, Intent::Greeting ], true ) ) {
			return $this->answer_with( $this->reassurance( $request, $phrases ) );
		}
		$small_talk = $this->small_talk( $intent );
		if ( null !== $small_talk ) {
			return $this->answer_with( $phrases->say( $small_talk ) );
		}
		if ( Intent::AreYouHuman === $intent ) {
			return $this->answer_and_offer( $phrases->say( Phrase::NotAPerson ), $request, $phrases );
		}
		return $this->answer_or_person( $request, $intent, $detected->is_question, $phrases );
	}

	/** @return iterable<StreamPart> */
	private function answer_or_person( ChatRequest $request, Intent $intent, bool $is_question, Phrases $phrases ): iterable {
		if ( $intent->needs_person() && ! $is_question ) {
			return $this->request_person( $request, $intent, $phrases );
		}
		$language = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $request->question ) );
		$language = '' === $language ? strtolower( substr( $request->locale, 0, 2 ) ) : $language;
		$question = FollowUpRewriter::complete( $request->question, $request->history, $language );
		$parts    = QuestionParts::of( $question->text );
		$answer   = $this->quoted_answer( $question, $parts, $request, $language, $phrases );
		if ( [] !== $answer->quotes ) {
			$text    = $this->formatter->format( $answer->quotes, $request->passages, $language, $phrases );
			$text    = '' === $answer->lead ? $text : $answer->lead . ( str_ends_with( $answer->lead, ':' ) ? "\n\n" : ' ' ) . $text;
			$cited   = new Cited( array_map( static fn( PassageQuote $quote ): int => $quote->number, $answer->quotes ) );
			$offered = $intent->needs_person() || $this->is_repeated( $request );
			foreach ( $answer->missing as $part ) {
				$text .= "\n\n" . $phrases->say( Phrase::PartNotFound, (string) preg_replace( '/[\s\x{A0}\x{202F}?!.]+$/u', '', $part ) );
			}
			if ( [] !== $answer->missing ) {
				return $this->answer_and_offer( $text, $request, $phrases, $cited );
			}
			return $offered ? $this->answer_and_offer( $text, $request, $phrases, $cited, Phrase::MoreHelp ) : $this->answer_with( $text, $cited );
		}
		if ( $intent->needs_person() ) {
			return $this->request_person( $request, $intent, $phrases );
		}
		if ( $request->person_requested && 1 !== preg_match( '/[?？؟]\s*$/u', $request->question ) ) {
			return $this->answer_with( $this->reassurance( $request, $phrases ) );
		}
		return ! $request->person_requested && $this->names_nothing( $question->text ) && null === PracticalQuestion::detect( $question->text )
			? $this->answer_with( $phrases->say( Phrase::SayItAgain ) )
			: $this->refuse( $request, $phrases, $question, $language );
	}

	/** @param non-empty-list<QuestionParts> $parts */
	private function quoted_answer(
		CompletedQuestion $question,
		array $parts,
		ChatRequest $request,
		string $language,
		Phrases $phrases,
	): QuotedAnswer {
		if ( 1 === count( $parts ) ) {
			return $this->answer_to_one( $question, $request, $language, $phrases );
		}
		$found   = [];
		$of      = [];
		$missing = [];
		foreach ( $parts as $part ) {
			$near   = array_map( static fn( PassageQuote $quote ): int => $quote->number - 1, array_merge( [], ...$found ) );
			$words  = [ ...$question->context, ...explode( ' ', $part->context ) ];
			$whole  = fn(): array => $this
				->quotes_for( $part->text, $this->analyzer->analyze( $part->text, $request->passages, $words, $language ), $request, $language );
			$beside = fn(): array => [] === $near ? [] : $this->quotes_near( $part, $near, $request, $language );
			$quotes = '' === $part->context ? $whole() : $beside();
			$quotes = [] !== $quotes ? $quotes : ( '' === $part->context ? $beside() : ( [] === $found ? [] : $whole() ) );
			if ( [] === $quotes ) {
				$missing[] = $part->asked;
			} else {
				$found[] = $quotes;
				$of[]    = $part;
			}
		}
		if ( 2 === count( $found ) && self::texts( $found[0] ) === self::texts( $found[1] ) ) {
			$found[] = $this->quotes_beside( $of[0], $found[0], $question, $request, $language );
		}
		return new QuotedAnswer( $this->merged( array_merge( [], ...$found ), $request->passages ), '', $missing );
	}

	private function answer_to_one( CompletedQuestion $question, ChatRequest $request, string $language, Phrases $phrases ): QuotedAnswer {
		$analysis = $this->analyzer->analyze( $question->text, $request->passages, $question->context, $language, $question->new );
		$quotes   = $this->quotes_for( $question->text, $analysis, $request, $language );
		if ( [] === $quotes ) {
			$listed = $this->countries->missing_from_list( $question->text, $analysis, $request->passages, $language );
			return null === $listed
				? new QuotedAnswer( [] )
				: new QuotedAnswer( [ $listed['quote'] ], $phrases->say( Phrase::NotListed, $listed['country'][ $phrases->language() ] ) );
		}
		if ( null !== Quantities::in_question( $question->text ) ) {
			$first = new PassageQuote( $quotes[0]->number, [ $quotes[0]->segments[0] ], $quotes[0]->context );
			$says  = $this->yes_or_no->decide( $question->text, $analysis, $first );
			$quotes = null === $says ? $quotes : [ $first ];
		}
		$says = 1 === count( $quotes ) ? $this->yes_or_no->decide( $question->text, $analysis, $quotes[0] ) : null;
		return new QuotedAnswer(
			array_map( static fn( PassageQuote $quote ): PassageQuote => $quote->with_columns( $analysis->named_columns( ... ) ), $quotes ),
			null === $says ? '' : $phrases->say( $says ? Phrase::Yes : Phrase::No ),
		);
	}

	/**
	 * Quotes for a further part of a question, from the passages that answer the first.
	 *
	 * @param list<int> $near Positions of the passages.
	 *
	 * @return list<PassageQuote> Empty when they do not hold the kind of fact that it asks for, or speak of something else.
	 */
	private function quotes_near( QuestionParts $part, array $near, ChatRequest $request, string $language ): array {
		$analysis = $this->analyzer->analyze( $part->text, $request->passages, explode( ' ', $part->context ), $language );
		$passages = array_intersect_key( $request->passages, array_flip( $near ) );
		return $this->sentences->is_supported( $analysis, $passages ) ? $this->sentences->select( $analysis, $passages ) : [];
	}

	/**
	 * Quotes for the first part of a question, where the further part is answered by the very sentences found for it.
	 *
	 * @param list<PassageQuote> $quotes
	 *
	 * @return list<PassageQuote>
	 */
	private function quotes_beside(
		QuestionParts $part,
		array $quotes,
		CompletedQuestion $question,
		ChatRequest $request,
		string $language,
	): array {
		$analysis = $this->analyzer->analyze( $part->text, $request->passages, $question->context, $language );
		$near     = array_flip( array_map( static fn( PassageQuote $quote ): int => $quote->number - 1, $quotes ) );
		return $this->sentences->select_other( $analysis, array_intersect_key( $request->passages, $near ), self::texts( $quotes ) );
	}

	/**
	 * @param list<PassageQuote> $quotes
	 *
	 * @return list<string>
	 */
	private static function texts( array $quotes ): array {
		return array_map(
			static fn( TextSegment $segment ): string => $segment->text,
			array_merge( [], ...array_map( static fn( PassageQuote $quote ): array => $quote->segments, $quotes ) ),
		);
	}

	/**
	 * One quote for each passage, its segments in the order of the page.
	 *
	 * @param list<PassageQuote>  $quotes
	 * @param list<Passage>       $passages
	 *
	 * @return list<PassageQuote>
	 */
	private function merged( array $quotes, array $passages ): array {
		$merged = [];
		foreach ( $quotes as $quote ) {
			$before                   = $merged[ $quote->number ] ?? null;
			$merged[ $quote->number ] = null === $before ? $quote : $before->with( $quote, $passages[ $quote->number - 1 ]->reading() );
		}
		return array_values( $merged );
	}

	/** @return list<PassageQuote> */
	private function quotes_for( string $question, QuestionAnalysis $analysis, ChatRequest $request, string $language ): array {
		$practical = PracticalQuestion::detect( $question, $this->clock->now()->setTimezone( wp_timezone() ) );
		$quotes    = null === $practical ? [] : $this->practical->select( $practical, $analysis, $request->passages, $language );
		if ( [] !== $quotes ) {
			return $quotes;
		}
		$passages = $this->names_nothing( $question )
			? $this->passages_titled( $question, $request->passages )
			: $this->answerability->answerable_passages( $analysis, $request->passages, $language, null === $practical );
		return [] === $passages ? [] : $this->sentences->select( $analysis, $passages );
	}

	/** Whether a question consists of stop words and single letters: every page contains those, so a match is no evidence. */
	private function names_nothing( string $question ): bool {
		return StopWords::are_all( Tokenizer::words_of_message( $question ) );
	}

	/**
	 * Returns the passages of pages whose title contains the question ("Who we are").
	 *
	 * @param list<Passage> $passages
	 *
	 * @return array<int, Passage> By position in the request.
	 */
	private function passages_titled( string $question, array $passages ): array {
		$asked = implode( ' ', Tokenizer::words_of_message( $question ) );
		return strlen( $asked ) < self::NAME ? [] : array_filter(
			$passages,
			static fn( Passage $passage ): bool => str_contains(
				' ' . implode( ' ', Tokenizer::words_of_message( $passage->title ) ) . ' ',
				" $asked ",
			)
		);
	}

	private function small_talk( Intent $intent ): ?Phrase {
		return match ( $intent ) {
			Intent::Greeting  => Phrase::Hello,
			Intent::Thanks    => Phrase::Welcome,
			Intent::Goodbye   => Phrase::Goodbye,
			Intent::WhoAreYou => Phrase::WhoIAm,
			Intent::Agrees    => Phrase::GoOn,
			Intent::Declines  => Phrase::AsYouWish,
			Intent::Unclear   => Phrase::SayItAgain,
			default           => null,
		};
	}

	/** @return iterable<StreamPart> */
	private function answer_with( string $text, StreamPart ...$then ): iterable {
		yield from $this->pieces( $text );
		yield from $then;
		yield new Finished( FinishReason::Stop );
	}

	/**
	 * Answers with text and a sentence about the button; with the text only when a person was already requested.
	 *
	 * @return iterable<StreamPart>
	 */
	private function answer_and_offer(
		string $text,
		ChatRequest $request,
		Phrases $phrases,
		?Cited $cited = null,
		Phrase $pointing = Phrase::UseButton,
	): iterable {
		$parts = null === $cited ? [] : [ $cited ];
		if ( $request->person_requested ) {
			return $this->answer_with( $text, ...$parts );
		}
		$gap = null === $cited ? ' ' : "\n\n";
		return $this->answer_with( $text . $gap . $phrases->naming_button( $pointing ), new OfferPerson(), ...$parts );
	}

	/**
	 * Names the button; the second time in a row, to a question about what the site is about, offers to send the request.
	 *
	 * @return iterable<StreamPart>
	 */
	private function refuse( ChatRequest $request, Phrases $phrases, CompletedQuestion $question, string $language ): iterable {
		$text = $phrases->say( Phrase::NotFound );
		if ( $request->person_requested ) {
			return $this->answer_with( $text . ' ' . $this->reassurance( $request, $phrases ), new Refused() );
		}
		if (
			$this->refused_before( $request ) && $request->may_call( SupportCallBuilder::TOOL )
			&& $this->is_on_topic( $question, $request->passages, $language )
		) {
			return $this->call_support( $request, $text . ' ' . $phrases->say( Phrase::CanPassOn ), 'frustration', new Refused() );
		}
		return $this->answer_with( $text . ' ' . $phrases->naming_button( Phrase::UseButton ), new Refused() );
	}

	/**
	 * Whether one of the passages speaks of most of what is asked, though it does not answer it.
	 *
	 * @param list<Passage> $passages
	 */
	private function is_on_topic( CompletedQuestion $question, array $passages, string $language ): bool {
		$analysis = $this->analyzer->analyze( $question->text, $passages, $question->context, $language );
		foreach ( array_keys( $passages ) as $at ) {
			if ( $analysis->coverage( $at ) >= self::ON_TOPIC ) {
				return true;
			}
		}
		return false;
	}

	/** @return iterable<StreamPart> */
	private function request_person( ChatRequest $request, Intent $intent, Phrases $phrases ): iterable {
		$lead = match ( $intent ) {
			Intent::Frustrated       => Phrase::SorryNoHelp,
			Intent::TechnicalProblem => Phrase::LooksTechnical,
			Intent::BeyondScope      => Phrase::NeedsAPerson,
			default                  => null,
		};
		$text = null === $lead ? '' : $phrases->say( $lead ) . ' ';
		if ( $request->person_requested ) {
			return $this->answer_with( $text . $this->reassurance( $request, $phrases, Phrase::AlreadyTold ) );
		}
		$contact = Intent::WantsContact === $intent;
		if ( $request->may_call( SupportCallBuilder::TOOL ) ) {
			$text .= $phrases->say( $contact ? Phrase::CanAskToContact : Phrase::CanPassOn );
			return $this->call_support( $request, $text, $intent->reason() );
		}
		return $this->answer_with(
			$text . $phrases->naming_button( $contact ? Phrase::UseButtonToBeContacted : Phrase::UseButton ),
			new OfferPerson(),
		);
	}

	/**
	 * To a visitor who waits for a person: that the team has what they wrote and, the first time, when it is there and how it can write back.
	 */
	private function reassurance( ChatRequest $request, Phrases $phrases, Phrase $lead = Phrase::Added ): string {
		$gives  = null !== $this->support->address_in( $request->question );
		$thanks = $gives ? $phrases->say( Phrase::AddressKept ) : '';
		foreach ( $request->history as $message ) {
			if ( 'assistant' === $message->role && str_contains( $message->text, $phrases->say( $lead ) ) ) {
				return $gives ? $thanks : $phrases->say( $lead );
			}
		}
		$asks = ! $request->has_address && ! $gives && [] === ContactDetector::telephones( $request->question );
		return implode(
			' ',
			array_filter( [ $thanks, $phrases->say( $lead ), $request->hours, $asks ? $phrases->say( Phrase::LeaveAddress ) : '' ] ),
		);
	}

	/**
	 * @param 'asked'|'contact'|'frustration'|'technical'|'out_of_scope' $reason
	 *
	 * @return iterable<StreamPart>
	 */
	private function call_support( ChatRequest $request, string $text, string $reason, StreamPart ...$before ): iterable {
		yield from $this->pieces( $text );
		yield from $before;
		yield $this->support->build( $request, $reason );
		yield new Finished( FinishReason::ToolCalls );
	}

	/** @return iterable<StreamPart> */
	private function after_support_call( ToolOutcome $outcome, Phrases $phrases ): iterable {
		return match ( $outcome ) {
			ToolOutcome::Saved    => $this->answer_with( $phrases->say( Phrase::Saved ) ),
			ToolOutcome::Declined => $this->answer_with( $phrases->naming_button( Phrase::Declined ) ),
			ToolOutcome::Failed   => $this->answer_with( $phrases->naming_button( Phrase::NotPassedOn ), new OfferPerson() ),
		};
	}

	private function refused_before( ChatRequest $request ): bool {
		$answers = array_filter( $request->history, static fn( ChatMessage $message ): bool => 'assistant' === $message->role );
		$last    = end( $answers );
		return false !== $last && $last->refused;
	}

	/** Whether the visitor asked the same question before, which means that the first answer did not help. */
	private function is_repeated( ChatRequest $request ): bool {
		$question = Tokenizer::words_of_message( $request->question );
		foreach ( $request->history as $message ) {
			if ( 'user' === $message->role && Tokenizer::words_of_message( $message->text ) === $question ) {
				return true;
			}
		}
		return false;
	}

	/** @return iterable<TextDelta> */
	private function pieces( string $text ): iterable {
		$words = preg_split( '/(?=\s)/u', Text::valid( $text ), -1, PREG_SPLIT_NO_EMPTY );
		$held  = '';
		foreach ( false === $words ? [ $text ] : $words as $word ) {
			$held .= $word;
			if ( mb_strlen( $held, 'UTF-8' ) >= self::PIECE ) {
				yield new TextDelta( $held );
				$held = '';
			}
		}
		if ( '' !== $held ) {
			yield new TextDelta( $held );
		}
	}
}
