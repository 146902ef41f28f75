<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Corrections;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswersController;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\AnswerSource;
use Aaia\Chatbot\Content\Sources\AnswerTerms;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Contacts\ContactRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Health\ClaimConflict;
use Aaia\Chatbot\Health\ClaimExtractor;
use Aaia\Chatbot\Health\ContradictionFinder;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Improve\Gaps\Gap;
use Aaia\Chatbot\Improve\Gaps\GapRepository;
use Aaia\Chatbot\Improve\Gaps\GapService;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Corrected answers: written answers that begin with a wrong answer, a gap or a reply of an agent, are tried on earlier questions before
 * they are published, can be taken back, and are sent to those who asked.
 */
final class CorrectionsController extends StaffController {

	private const WORDINGS = 10;

	private const PASSAGES = 4;

	/** Messages before one that are searched for its question. */
	private const BEFORE = 20;

	/** Most conversations that a correction is sent to at once. */
	private const SENT = 20;

	private const VERSIONS = 20;

	/** Document of a text that is not stored: no page has this id. */
	private const NO_DOCUMENT = 0;

	public static function routes(): array {
		$fields  = self::fields();
		$preview = self::preview_schema();
		return [
			Operation::get( '/corrections/draft', 'draft', Capability::Manage )
				->takes( Schema::closed( [
					'conversation' => Schema::text( 64 )->optional(),
					'message'      => Schema::text( 64 )->optional(),
					'gap'          => Schema::text( 64 )->optional(),
					'document'     => Schema::int( 1 )->optional(),
				] ) )
				->answers( self::draft_schema() )->named( 'DraftCorrection' ),
			Operation::post( '/corrections/check', 'check', Capability::Manage )
				->takes( Schema::closed( $fields ) )
				->answers( Schema::closed( [ 'conflicts' => Schema::list_of( self::conflict_schema() ) ] )->named( 'CorrectionConflicts' ) )
				->named( 'CheckCorrection' ),
			Operation::post( '/corrections/previews', 'preview', Capability::Manage )->takes( Schema::closed( $fields ) )->answers( $preview ),
			Operation::post( '/corrections/previews/{id}', 'continue_preview', Capability::Manage )->answers( $preview ),
			Operation::post( '/corrections', 'publish', Capability::Manage )
				->takes( Schema::closed( $fields ) )
				->answers( Schema::closed( [ 'id' => Schema::string() ] )->named( 'PublishedCorrection' ) )
				->named( 'PublishCorrection' ),
			Operation::post( '/corrections/{id}/undo', 'undo', Capability::Manage )
				->answers( Schema::closed( [ 'exists' => Schema::bool() ] )->named( 'UndoneCorrection' ) ),
			Operation::get( '/corrections/{id}/versions', 'versions', Capability::Manage )->answers( self::versions_schema() ),
			Operation::post( '/corrections/{id}/send', 'send', Capability::Reply )
				->takes( Schema::closed( [
					'conversations' => Schema::list_of( Schema::text( 64 ), self::SENT ),
					'text'          => Schema::text( 8000, 1 ),
				] ) )
				->answers( Schema::closed( [ 'sent' => Schema::int(), 'mailed' => Schema::int() ] )->named( 'SentCorrection' ) )
				->named( 'SendCorrection' ),
		];
	}

	public function __construct(
		private readonly AnswerService $service,
		private readonly AnswerRepository $answers,
		private readonly GapRepository $gaps,
		private readonly GapService $gap_service,
		private readonly ReachPreview $reach,
		private readonly PassageSearch $search,
		private readonly ClaimExtractor $claims,
		private readonly ContradictionFinder $contradictions,
		private readonly DocumentListRepository $documents,
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly ContactRepository $contacts,
		private readonly ReplyAddresses $addresses,
		private readonly AgentService $agents,
		private readonly Settings $settings,
	) {}

	/**
	 * What a correction begins with: the question and the wrong answer of a message or of a gap, the passages found today; from an agent's
	 * reply also its words, without personal data. With `document`, the passage of that page.
	 */
	public function draft( Input $input ): RouteResult {
		$gap   = $this->visible_gap( $input->line( 'gap' ) );
		$asked = null === $gap ? [] : $this->gaps->asked( [ $gap->row ], self::SENT );
		$of    = [] === $asked ? $input->line( 'conversation' ) : end( $asked )['conversation'];
		$id    = [] === $asked ? $input->line( 'message' ) : end( $asked )['message'];

		$conversation = $this->access->permitted( $this->conversations->by_public_id( $of ) );
		$message      = null === $conversation ? null : $this->messages->by_public_id( $conversation->id, $id );
		$question     = null === $conversation || null === $message ? null : $this->question_of( $conversation, $message );
		if ( null === $conversation || null === $message || null === $question ) {
			return RouteResult::not_found();
		}
		$names    = $this->names( $conversation, $message );
		$asked_as = Anonymizer::remove( Text::line( $question->text ), $names );
		$language = strtolower( substr( $conversation->language, 0, 2 ) );
		$found    = $this->search->search( new SearchQuery( $question->text, $language, 9 ) );
		$reply    = AuthorType::Agent === $message->author ? Anonymizer::remove( $message->text, $names ) : [ 'text' => '', 'removed' => 0 ];
		$page     = array_values( array_filter(
			$found,
			static fn( Passage $one ): bool => $input->has( 'document' ) && $one->document_id === $input->int( 'document' ),
		) )[0] ?? null;
		$others   = [];
		foreach ( $asked as $one ) {
			$others[] = Text::truncate( Anonymizer::remove( Text::line( $one['question'] ), $names )['text'], AnswersController::QUESTION );
		}
		$first   = Text::truncate( $asked_as['text'], AnswersController::QUESTION );
		$written = $this->written( $found, $first, $language );

		$wordings = array_values( array_unique( array_diff( [ ...$written?->terms->wordings ?? [], ...$others ], [ $first ] ) ) );
		return RouteResult::ok( [
			'id'         => $written?->id,
			'question'   => $written->question ?? $first,
			'answer'     => null === $page ? ( '' === $reply['text'] ? $written->answer ?? '' : $reply['text'] ) : $page->text,
			'language'   => $written->language ?? $language,
			'wordings'   => array_slice( $wordings, 0, self::WORDINGS ),
			'url'        => $page->url ?? $written?->terms->url ?? '',
			'pages'      => $written?->terms->pages ?? '',
			'valid_from'  => self::site_time( $written?->terms->valid_from ),
			'valid_until' => self::site_time( $written?->terms->valid_until ),
			'wrong'      => AuthorType::Assistant === $message->author ? Text::truncate( $message->text, 2000 ) : '',
			'removed'    => $reply['removed'] + ( $asked_as['text'] === Text::line( $question->text ) ? 0 : 1 ),
			'passages'   => array_map( static fn( Passage $one ): array => [
				'document' => $one->document_id,
				'title'    => $one->title,
				'url'      => $one->url,
				'text'     => Text::truncate( Text::line( $one->text ), 500 ),
				'held'     => (int) round( 100 * $one->confidence ),
			], array_slice( $found, 0, self::PASSAGES ) ),
			'recipients' => $this->recipients( [] === $asked ? [ $of ] : array_column( $asked, 'conversation' ) ),
			'lead'       => LocaleSwitcher::run(
				$conversation->language,
				static fn(): string => __( 'We looked into your question again. The right answer is:', 'aaia-chatbot' )
			),
			'gap'        => $gap?->id,
		] );
	}

	/** Sentences of pages that say otherwise. */
	public function check( Input $input ): RouteResult {
		$claims    = $this->claims->extract( $input->line( 'question' ), [ new Chunk( [], '', $input->text( 'answer' ) ) ] );
		$conflicts = $this->contradictions->find( $claims, self::NO_DOCUMENT, $input->line( 'language' ) );
		$others    = array_map( static fn( ClaimConflict $one ): int => $one->other_id, $conflicts );
		$pages     = $this->documents->by_ids( array_values( array_unique( $others ) ) );
		$found     = [];
		foreach ( $conflicts as $conflict ) {
			$page = $pages[ $conflict->other_id ] ?? null;
			if ( null !== $page && AnswerSource::NAME !== $page->source ) {
				$found[] = [ 'quote' => $conflict->claim->quote, 'title' => $page->title, 'url' => $page->url, 'says' => $conflict->other->quote ];
			}
		}
		return RouteResult::ok( [ 'conflicts' => $found ] );
	}

	/** Begins to ask earlier questions again, with the answer and without. */
	public function preview( Input $input ): RouteResult {
		$draft = self::read( $input );
		return is_string( $draft ) ? self::refused( $draft ) : RouteResult::ok( $this->reach->begin( $draft, get_current_user_id() ) );
	}

	/** Asks further ones, until `done` is `total`. */
	public function continue_preview( Input $input, \WP_REST_Request $request ): RouteResult {
		$state = $this->reach->step( $this->in_path( $request, 'id' ), get_current_user_id() );
		return null === $state ? RouteResult::not_found() : RouteResult::ok( $state );
	}

	/** Publishes an answer, new or changed; its gap is closed. */
	public function publish( Input $input ): RouteResult {
		$draft = self::read( $input );
		if ( is_string( $draft ) ) {
			return self::refused( $draft );
		}
		$known = '' === $draft->id ? null : $this->answers->find( $draft->id );
		if ( '' !== $draft->id && null === $known ) {
			return RouteResult::not_found();
		}
		$saved = null === $known
			? $this->service->add( $draft->question, $draft->answer, $draft->language, get_current_user_id(), $draft->terms )
			: $this->service->change( $known, $draft->question, $draft->answer, $draft->language, $draft->terms );
		$gap   = $this->visible_gap( $input->line( 'gap' ) );
		if ( null !== $gap ) {
			$this->gap_service->mark_answered( $gap, $saved->id, get_current_user_id() );
		}
		return RouteResult::ok( [ 'id' => $saved->id ] );
	}

	/** Takes the newest change of an answer back. `exists`: whether there is an answer still. A gap that it closed is open again. */
	public function undo( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = $this->in_path( $request, 'id' );
		if ( ! $this->service->undo( $id ) ) {
			return RouteResult::problem( 409, 'aaia_no_change', __( 'There is no change left to undo.', 'aaia-chatbot' ) );
		}
		$exists = null !== $this->answers->find( $id );
		if ( ! $exists ) {
			array_map( $this->gap_service->open( ... ), $this->gaps->answered_by( $id ) );
		}
		return RouteResult::ok( [ 'exists' => $exists ] );
	}

	/** What an answer was before its changes, the newest first. */
	public function versions( Input $input, \WP_REST_Request $request ): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( static function ( array $version ): array {
			$user = get_userdata( $version['author'] );
			return [
				'question' => $version['before']->question ?? '',
				'answer'   => $version['before']->answer ?? '',
				'is_first' => null === $version['before'],
				'author'   => $user instanceof \WP_User ? $user->display_name : '',
				'at'       => (string) Time::to_wire( $version['at'] ),
			];
		}, $this->answers->versions( $this->in_path( $request, 'id' ), self::VERSIONS ) ) ] );
	}

	/**
	 * Sends a correction as a reply into conversations; visitors who left get it by mail where they have a verified address or one that staff
	 * entered. The assistant goes on where it answered before. Sent again, nothing is sent twice.
	 */
	public function send( Input $input, \WP_REST_Request $request ): RouteResult {
		$id   = $this->in_path( $request, 'id' );
		$text = $input->text( 'text' );
		if ( null === $this->answers->find( $id ) ) {
			return RouteResult::not_found();
		}
		[ $sent, $mailed ] = [ 0, 0 ];
		foreach ( array_unique( $input->lines( 'conversations' ) ) as $public_id ) {
			$conversation = $this->access->permitted( $this->conversations->by_public_id( $public_id ), Capability::Reply );
			if ( null === $conversation ) {
				continue;
			}
			$client_id = substr( 'correction-' . $id . '-' . md5( $text ), 0, 64 );
			$this->agents->reply( $conversation->id, get_current_user_id(), $text, false, $client_id, null );
			if ( Handler::Assistant === $conversation->handler ) {
				$this->agents->release( $conversation->id, get_current_user_id() );
			}
			++$sent;
			$mailed += $this->is_mailed( $conversation ) ? 1 : 0;
		}
		return RouteResult::ok( [ 'sent' => $sent, 'mailed' => $mailed ] );
	}

	private function visible_gap( string $id ): ?Gap {
		$gap = '' === $id ? null : $this->gaps->find( $id );
		return null === $gap || [] === $this->gaps->shown( [ $gap->row ] ) ? null : $gap;
	}

	/** The question of an answer or of a reply: the visitor's newest message before it. */
	private function question_of( Conversation $conversation, Message $message ): ?Message {
		if ( AuthorType::Visitor === $message->author ) {
			return $message;
		}
		$own = null === $message->question_id ? null : $this->messages->by_id( $message->question_id );
		$earlier = null === $own ? $this->messages->thread( $conversation->id, self::BEFORE, false, $message->id ) : [];
		foreach ( array_reverse( $earlier ) as $before ) {
			if ( AuthorType::Visitor === $before->author && '' !== $before->text ) {
				return $before;
			}
		}
		return $own;
	}

	/** @return list<string> Names that may stand in the messages: of the contact and of the agent. */
	private function names( Conversation $conversation, Message $message ): array {
		$id      = $conversation->contact_id;
		$contact = null === $id ? null : $this->contacts->several( [ $id ] )[ $id ] ?? null;
		$agent   = AuthorType::Agent === $message->author && null !== $message->author_id ? get_userdata( $message->author_id ) : false;
		$own     = [ $contact->name ?? '', $agent instanceof \WP_User ? $agent->display_name : '' ];
		$names   = [ ...$own, ...$this->conversations->names_given( $conversation->id ) ];
		return array_values( array_filter( $names, static fn( string $name ): bool => '' !== $name ) );
	}

	/**
	 * The answer that exists for this very question: it is changed instead of a second one.
	 *
	 * @param list<Passage> $found
	 */
	private function written( array $found, string $question, string $language ): ?WrittenAnswer {
		foreach ( [ $language, '' ] as $of ) {
			$known = $this->answers->by_question( $question, $of );
			if ( null !== $known ) {
				return $known;
			}
		}
		$first = $found[0] ?? null;
		$own   = null !== $first && str_starts_with( $first->external_id, AnswerSource::PREFIX );
		$known = $own ? $this->answers->find( substr( $first->external_id, strlen( AnswerSource::PREFIX ) ) ) : null;
		return null !== $known && in_array( $question, $known->terms->wordings, true ) ? $known : null;
	}

	/**
	 * @param list<string> $ids
	 *
	 * @return list<array{conversation: string, mail: bool}>
	 */
	private function recipients( array $ids ): array {
		$found = [];
		foreach ( array_unique( $ids ) as $id ) {
			$conversation = $this->access->permitted( $this->conversations->by_public_id( $id ), Capability::Reply );
			if ( null !== $conversation ) {
				$found[] = [ 'conversation' => $id, 'mail' => $this->is_mailed( $conversation ) ];
			}
		}
		return $found;
	}

	/** Whether a reply reaches a visitor who left: at a verified address, or one that staff entered. */
	private function is_mailed( Conversation $conversation ): bool {
		return Conversation::WEB === $conversation->channel && $this->settings->bool( 'visitor_reply_mails' )
			&& null !== $this->addresses->of( $conversation->id );
	}

	/** The draft, or a word that says why it is none. */
	private static function read( Input $input ): WrittenAnswer|string {
		$question = $input->line( 'question' );
		$answer   = $input->text( 'answer' );
		$language = $input->line( 'language' );
		$refusal  = AnswersController::refusal( $question, $answer, $language );
		$from     = self::time( $input->line( 'valid_from' ) );
		$until    = self::time( $input->line( 'valid_until' ) );
		$pages    = $input->line( 'pages' );
		$url      = esc_url_raw( $input->line( 'url' ), [ 'http', 'https' ] );
		if ( null !== $refusal ) {
			return AnswersController::refusal_sentence( $refusal );
		}
		if ( null !== $from && null !== $until && $from >= $until ) {
			return __( 'It must end after it begins.', 'aaia-chatbot' );
		}
		if ( '' !== $pages && ! str_starts_with( $pages, '/' ) ) {
			return __( 'Write the beginning of the pages’ path, such as /shop/.', 'aaia-chatbot' );
		}
		$wordings = array_diff( array_map( Text::line( ... ), $input->lines( 'wordings' ) ), [ '', $question ] );
		return new WrittenAnswer(
			$input->line( 'id' ),
			$question,
			$answer,
			$language,
			new \DateTimeImmutable( '@0' ),
			new AnswerTerms( array_values( array_unique( $wordings ) ), $pages, $url, $from, $until ),
		);
	}

	/** Null for no time, and for what is none. */
	private static function time( string $value ): ?\DateTimeImmutable {
		$time = '' === $value ? false : date_create_immutable( $value, wp_timezone() );
		return false === $time ? null : $time->setTimezone( new \DateTimeZone( 'UTC' ) );
	}

	/** For a field of date and time, in the site's zone; empty for none. */
	private static function site_time( ?\DateTimeImmutable $time ): string {
		return null === $time ? '' : $time->setTimezone( wp_timezone() )->format( 'Y-m-d\TH:i' );
	}

	private static function refused( string $sentence ): RouteResult {
		return RouteResult::problem( 400, 'aaia_invalid_answer', $sentence );
	}

	/** @return array<string, Schema> */
	private static function fields(): array {
		return [
			'id'          => Schema::text( 64 )->optional(),
			'question'    => Schema::text( AnswersController::QUESTION ),
			'answer'      => Schema::text( AnswersController::ANSWER ),
			'language'    => Schema::text( 12 )->optional(),
			'wordings'    => Schema::list_of( Schema::text( AnswersController::QUESTION ), self::WORDINGS )->optional(),
			'pages'       => Schema::text( 300 )->optional(),
			'url'         => Schema::text( 2000 )->optional(),
			'valid_from'  => Schema::text( 40 )->optional(),
			'valid_until' => Schema::text( 40 )->optional(),
			'gap'         => Schema::text( 64 )->optional(),
		];
	}

	private static function conflict_schema(): Schema {
		return Schema::closed( [
			'quote' => Schema::string(),
			'title' => Schema::string(),
			'url'   => Schema::string(),
			'says'  => Schema::string(),
		] );
	}

	private static function draft_schema(): Schema {
		return Schema::closed( [
			'id'         => Schema::string()->nullable(),
			'question'   => Schema::string(),
			'answer'     => Schema::string(),
			'language'   => Schema::string(),
			'wordings'   => Schema::list_of( Schema::string() ),
			'url'        => Schema::string(),
			'pages'      => Schema::string(),
			'valid_from'  => Schema::string(),
			'valid_until' => Schema::string(),
			'wrong'      => Schema::string(),
			'removed'    => Schema::int(),
			'passages'   => Schema::list_of( Schema::closed( [
				'document' => Schema::int(),
				'title'    => Schema::string(),
				'url'      => Schema::string(),
				'text'     => Schema::string(),
				'held'     => Schema::int(),
			] ) ),
			'recipients' => Schema::list_of( Schema::closed( [ 'conversation' => Schema::string(), 'mail' => Schema::bool() ] ) ),
			'lead'       => Schema::string(),
			'gap'        => Schema::string()->nullable(),
		] )->named( 'CorrectionDraft' );
	}

	private static function preview_schema(): Schema {
		return Schema::closed( [
			'id'        => Schema::string(),
			'done'      => Schema::int(),
			'total'     => Schema::int(),
			'better'    => Schema::int(),
			'worse'     => Schema::int(),
			'different' => Schema::int(),
			'changes'   => Schema::list_of( Schema::closed( [
				'question'     => Schema::string(),
				'conversation' => Schema::string(),
				'outcome'      => Schema::enum( 'better', 'worse', 'different' ),
				'before'       => Schema::string(),
				'after'        => Schema::string(),
			] ) ),
		] )->named( 'ReachPreview' );
	}

	private static function versions_schema(): Schema {
		return Schema::closed( [ 'items' => Schema::list_of( Schema::closed( [
			'question' => Schema::string(),
			'answer'   => Schema::string(),
			'is_first' => Schema::bool(),
			'author'   => Schema::string(),
			'at'       => Schema::string(),
		] ) ) ] )->named( 'AnswerVersions' );
	}
}
