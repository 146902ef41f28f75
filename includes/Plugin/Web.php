<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\FrustrationFinder;
use Aaia\Chatbot\Channels\Web\ChatTurns;
use Aaia\Chatbot\Channels\Web\HandoverDesk;
use Aaia\Chatbot\Channels\Web\Rest\ApprovalDecision;
use Aaia\Chatbot\Channels\Web\Rest\CreateSession;
use Aaia\Chatbot\Channels\Web\Rest\EraseConversation;
use Aaia\Chatbot\Channels\Web\Rest\MarkRead;
use Aaia\Chatbot\Channels\Web\Rest\RateAnswer;
use Aaia\Chatbot\Channels\Web\Rest\ReadHistory;
use Aaia\Chatbot\Channels\Web\Rest\ReadUpdates;
use Aaia\Chatbot\Channels\Web\Rest\ReportSource;
use Aaia\Chatbot\Channels\Web\Rest\RequestHandover;
use Aaia\Chatbot\Channels\Web\Rest\ResumeStream;
use Aaia\Chatbot\Channels\Web\Rest\ScoreConversation;
use Aaia\Chatbot\Channels\Web\Rest\SendChat;
use Aaia\Chatbot\Channels\Web\Rest\ShowPanel;
use Aaia\Chatbot\Channels\Web\Rest\ShowTyping;
use Aaia\Chatbot\Channels\Web\Rest\ShowWidget;
use Aaia\Chatbot\Channels\Web\Rest\StopAnswer;
use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Tools\SupportKinds;

/** The visitor's side of the site: the chat's routes. */
final class Web {

	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
		private readonly Answers $answers,
		private readonly WidgetScripts $scripts,
	) {}

	/** @return list<Route> */
	public function routes(): array {
		$base  = $this->base;
		$desk  = $this->desk;
		$gate  = $base->gate();
		$ui    = new UiMessages( $desk->messages, $desk->ratings );
		$turns = new ChatTurns( $base->settings, $base->clock, $desk->conversations, $desk->messages, $desk->turns, $desk->answers, $desk->followers, $this->answers->runner, $this->answers->replay, $base->jobs, $ui );
		return [
			new ShowWidget( $gate, $base->settings, $base->consent(), new SupportKinds( $base->settings ) ),
			new ShowPanel( $gate, $this->scripts ),
			new CreateSession( $gate, $base->tokens(), $base->visitors(), $base->consent() ),
			new SendChat( $gate, $desk->visitors, $turns, new ApprovalDecision( $desk->visitors, $desk->messages, $desk->turns, $desk->answers, $turns ) ),
			new ResumeStream( $gate, $desk->visitors, $desk->turns, $desk->messages, $turns, $base->clock ),
			new StopAnswer( $gate, $desk->visitors, $desk->answers ),
			new ReadHistory( $gate, $desk->visitors, $desk->messages, $desk->feed, $base->cursor(), $ui ),
			new ReadUpdates( $gate, $desk->conversations, $desk->messages, $desk->answers, $desk->feed, $base->cursor(), $ui ),
			new RateAnswer( $gate, $desk->visitors, $desk->messages, $desk->ratings ),
			new ReportSource( $gate, $desk->visitors, $desk->messages, $desk->reporting ),
			new ScoreConversation( $gate, $desk->visitors, $desk->ratings ),
			new MarkRead( $gate, $desk->visitors, $desk->messages ),
			new ShowTyping( $gate, $desk->visitors, $desk->presence ),
			new RequestHandover( $gate, new HandoverDesk( $base->database, $desk->visitors, $desk->conversations, $desk->support, $desk->sealed_address, $ui, new FrustrationFinder( $desk->messages ) ) ),
			new EraseConversation( $gate, $desk->visitors ),
		];
	}
}
