<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\DeskService;
use Aaia\Chatbot\Conversations\ExpectedAnswer;
use Aaia\Chatbot\Conversations\Followers;
use Aaia\Chatbot\Conversations\LiveTurns;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\RequestNotice;
use Aaia\Chatbot\Conversations\SealedAddress;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Realtime\Presence;
use Aaia\Chatbot\Realtime\VisitorFeed;

/** Conversations and who may write them. */
final class Desk {

	public readonly ConversationRepository $conversations;

	public readonly MessageRepository $messages;

	public readonly TurnRepository $turns;

	public readonly SupportRequestRepository $support_requests;

	public readonly ConversationAccess $access;

	public readonly SealedAddress $sealed_address;

	public readonly ConversationService $visitors;

	public readonly AnswerService $answers;

	public readonly Followers $followers;

	public readonly DeskService $desk;

	public readonly SupportService $support;

	public readonly RatingService $ratings;

	public readonly SourceReportRepository $source_reports;

	public readonly SourceReportService $reporting;

	public readonly Presence $presence;

	public readonly VisitorFeed $feed;

	public function __construct( Foundation $base ) {
		$this->conversations    = new ConversationRepository( $base->database );
		$this->messages         = new MessageRepository( $base->database );
		$this->turns            = new TurnRepository( $base->database );
		$this->support_requests = new SupportRequestRepository( $base->database );
		$this->sealed_address   = new SealedAddress( $base->settings, $base->address(), $base->box );
		$this->access           = ConversationAccess::of_the_user();
		$this->presence         = new Presence( $base->database, $base->clock );
		$this->feed             = new VisitorFeed( $base->database, $base->events, $base->clock );
		$live_turns             = new LiveTurns( $base->clock, $base->events, $this->messages, $this->turns );
		$this->visitors         = new ConversationService( $base->database, $base->clock, $base->events, $base->visitors(), $this->conversations, $this->messages, $this->turns, $live_turns );
		$this->answers          = new AnswerService( $base->database, $base->clock, $base->events, $this->conversations, $this->messages, $this->turns, $live_turns );
		$this->followers        = new Followers( $base->database, $base->clock, $this->turns );
		$this->desk             = new DeskService( $base->database, $base->clock, $base->events, $this->conversations, $this->messages, $live_turns );
		$this->support          = new SupportService( $base->database, $base->clock, $base->events, $this->conversations, $this->messages, $this->support_requests, $live_turns, new RequestNotice( new ExpectedAnswer( new OfficeHours( $base->settings ) ), $base->settings ) );
		$this->source_reports   = new SourceReportRepository( $base->database );
		$this->ratings          = new RatingService( $base->database, $base->clock, $base->events, $this->conversations, $this->source_reports );
		$this->reporting        = new SourceReportService( $base->database, $base->clock, $base->events, $this->source_reports, $this->ratings );
	}
}
