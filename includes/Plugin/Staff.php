<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\Metrics\PastAnswers;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestions;
use Aaia\Chatbot\Http\Rest\SaveSettings;
use Aaia\Chatbot\Http\Rest\SettingsAnswer;
use Aaia\Chatbot\Http\Rest\ShowSettings;
use Aaia\Chatbot\Http\Rest\SignEverybodyOut;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\SettingNotes;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\AgentNames;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\InboxModule;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\InboxSearch;
use Aaia\Chatbot\Inbox\ListCursor;
use Aaia\Chatbot\Inbox\MessageView;
use Aaia\Chatbot\Inbox\MetricsExport;
use Aaia\Chatbot\Inbox\Rest\ChangeConversation;
use Aaia\Chatbot\Inbox\Rest\DeleteConversation;
use Aaia\Chatbot\Inbox\Rest\Desk as StaffDesk;
use Aaia\Chatbot\Inbox\Rest\ExportMetrics;
use Aaia\Chatbot\Inbox\Rest\FilterReader;
use Aaia\Chatbot\Inbox\Rest\ListConversations;
use Aaia\Chatbot\Inbox\Rest\ListMessages;
use Aaia\Chatbot\Inbox\Rest\ListReports;
use Aaia\Chatbot\Inbox\Rest\ListSimilar;
use Aaia\Chatbot\Inbox\Rest\ListUpdates;
use Aaia\Chatbot\Inbox\Rest\MarkRead;
use Aaia\Chatbot\Inbox\Rest\NoteTyping;
use Aaia\Chatbot\Inbox\Rest\RecomputeMetrics;
use Aaia\Chatbot\Inbox\Rest\Release;
use Aaia\Chatbot\Inbox\Rest\RepeatRetrieval;
use Aaia\Chatbot\Inbox\Rest\SendMessage;
use Aaia\Chatbot\Inbox\Rest\SetRating;
use Aaia\Chatbot\Inbox\Rest\SetSatisfaction;
use Aaia\Chatbot\Inbox\Rest\SettleReport;
use Aaia\Chatbot\Inbox\Rest\ShowConversation;
use Aaia\Chatbot\Inbox\Rest\ShowMetrics;
use Aaia\Chatbot\Inbox\Rest\ShowPrompt;
use Aaia\Chatbot\Inbox\Rest\SignOutVisitor;
use Aaia\Chatbot\Inbox\Rest\TakeOver;
use Aaia\Chatbot\Inbox\StaffFeed;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Jobs\JobHandler;

/** What staff work with: settings, the inbox, their screens. */
final class Staff {

	private readonly InboxRepository $inbox;

	/**
	 * @param \Closure(): Answers $answers Makes what answers are made with, when it is asked for.
	 * @param list<SettingNotes>        $notes   What rooms say beside their settings.
	 */
	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
		private readonly \Closure $answers,
		private readonly array $notes = [],
	) {
		$this->inbox = new InboxRepository( $base->database, $desk->access );
	}

	/** @return list<Route> */
	public function routes(): array {
		$agents   = new AgentNames();
		$view     = new ConversationView( $this->inbox, $agents );
		$settings = new SettingsAnswer( $this->base->settings, $this->notes );
		$desk     = new StaffDesk( $this->desk->access, $this->desk->conversations, $this->desk->desk, $this->desk->messages, $view, new MessageView( $agents, $this->desk->source_reports ) );
		$metrics  = fn(): AnswerMetrics => ( $this->answers )()->metrics;
		$past     = fn(): PastAnswers => ( $this->answers )()->past;
		return [
			new ShowSettings( $settings ),
			new SaveSettings( $this->base->settings, $settings ),
			new ListConversations( $this->inbox, new InboxSearch( $this->base->database, $this->desk->access ), new ListCursor( $this->base->box ), $view, new FilterReader() ),
			new ShowConversation( $desk ),
			new ChangeConversation( $desk, $this->base->clock, $this->wake() ),
			new DeleteConversation( $desk, $this->desk->visitors ),
			new ListMessages( $desk ),
			new SendMessage( $desk, $this->desk->presence ),
			new TakeOver( $desk ),
			new Release( $desk ),
			new SignOutVisitor( $desk, $this->base->visitors() ),
			new SignEverybodyOut( $this->base->tokens() ),
			new MarkRead( $desk ),
			new NoteTyping( $desk, $this->desk->presence ),
			new SetRating( $desk, $this->desk->ratings ),
			new ShowMetrics( $desk, $metrics ),
			new RecomputeMetrics( $desk, $metrics, $this->base->clock ),
			new ShowPrompt( $desk, $past ),
			new RepeatRetrieval( $desk, $past ),
			new ListSimilar( $desk, $metrics, fn(): SimilarQuestions => ( $this->answers )()->similar() ),
			new ExportMetrics( fn(): MetricsExport => $this->metrics_export(), new FilterReader() ),
			new ListReports( $this->desk->source_reports, $this->desk->conversations, $this->desk->access, $this->base->cursor() ),
			new SettleReport( $this->desk->source_reports, $this->desk->reporting ),
			new SetSatisfaction( $desk, $this->desk->ratings ),
			new ListUpdates( new StaffFeed( $this->base->database, $this->base->clock, $this->base->events, $this->desk->access ), $this->base->cursor(), $this->inbox, $desk, $agents ),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [ WakeConversation::NAME => fn(): JobHandler => $this->wake() ];
	}

	/** @param string $file The plugin's main file. */
	public function module( string $file ): InboxModule {
		return new InboxModule( new AdminPages( $file, $this->inbox ), plugin_basename( $file ) );
	}

	/** How answers came about, as files. */
	public function metrics_export(): MetricsExport {
		return new MetricsExport( new MetricsRepository( $this->base->database, $this->base->clock, $this->base->events ), $this->inbox, new InboxSearch( $this->base->database, $this->desk->access ) );
	}

	private function wake(): WakeConversation {
		return new WakeConversation( $this->base->clock, $this->desk->conversations, $this->desk->desk, $this->base->jobs );
	}
}
