<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\AlertsModule;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\StuckService;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportRequestNotice;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Conversations\TeamAvailability;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\TurnCanceller;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\UnreadMarkRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MailModule;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

/** Visitors who ask for a person, and the parts that tell the team, on a clock the test moves. */
abstract class AlertsTestCase extends TestCase {

	protected TestClock $clock;

	protected Database $database;

	protected Settings $settings;

	protected JobQueue $jobs;

	protected EventLog $events;

	protected ConversationRepository $conversations;

	protected MessageRepository $messages;

	protected SupportRequestRepository $requests;

	protected SupportService $support;

	protected AlertRepository $alerts;

	protected DeliveryRepository $deliveries;

	protected DeliveryService $service;

	protected function setUp(): void {
		parent::setUp();
		$this->clock         = new TestClock( '2026-11-20 21:15:00' );
		$this->database      = $this->database();
		$this->settings      = $this->wired()->get( Settings::class );
		$this->jobs          = new JobQueue( $this->database, $this->clock );
		$this->events        = new EventLog( $this->database, $this->clock );
		$this->conversations = new ConversationRepository( $this->database );
		$this->messages      = new MessageRepository( $this->database );
		$this->requests      = new SupportRequestRepository( $this->database );
		$this->support       = new SupportService(
			$this->database,
			$this->clock,
			$this->events,
			$this->conversations,
			$this->messages,
			$this->requests,
			$this->turn_canceller(),
			new SupportRequestNotice(
				new TeamAvailability( new OfficeHours( $this->settings, new TeamRepository( $this->database(), $this->clock ) ) ),
				$this->settings,
			),
			new UnreadMarkRepository( $this->database, $this->clock ),
			$this->contacts(),
		);
		$this->alerts        = new AlertRepository( $this->database, $this->clock );
		$this->deliveries    = new DeliveryRepository( $this->database );
		$this->service       = $this->wired( [ Database::class => $this->database ] )->get( DeliveryService::class );
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'jobs' ) );
		$this->settings->save( [ 'support_email' => 'team@example.org' ] );
	}

	private function contacts(): ContactService {
		$given = [ Database::class => $this->database, Clock::class => $this->clock, EventLog::class => $this->events ];
		return $this->wired( $given )->get( ContactService::class );
	}

	/** A conversation in which a visitor wrote this. */
	protected function conversation(
		string $words,
		string $page_url = 'https://site.test/prices/',
		string $page_title = 'Our prices',
		string $locale = 'en_US',
	): Conversation {
		$visitors = new VisitorRepository( $this->database, $this->clock );
		$turns    = new TurnRepository( $this->database );
		$answers  = new AnswerService(
			$this->database,
			$this->clock,
			$this->events,
			$this->conversations,
			$this->messages,
			$turns,
			$this->turn_canceller(),
			new StuckService( $this->database, $this->clock, $this->events, $this->conversations, $turns, $this->messages ),
		);
		$service  = new ConversationService(
			$this->database,
			$this->clock,
			$this->events,
			$visitors,
			$this->conversations,
			$this->messages,
			$turns,
			$this->turn_canceller(),
			$answers,
			$this->requests,
			$this->wired()->get( AttachmentService::class ),
			$this->contacts(),
		);
		$now      = $this->clock->now()->getTimestamp();
		$visitor  = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), $now, $now + 86_400, null );
		return $service->open_for_support( $visitor, Ids::random(), $words, $locale, $page_url, $page_title )['conversation'];
	}

	/** A visitor who wrote this asks for a person; answers the event. */
	protected function asks_for_a_person(
		Conversation $conversation,
		string $summary = '',
		?string $email = null,
		?string $ip = null,
		SupportReason $reason = SupportReason::Asked,
		?string $name = null,
	): Event {
		$sealed = null === $ip ? null : ( new SecretBox() )->seal( $ip );
		$this->support->request( $conversation->id, new NewSupportRequest(
			SupportOrigin::Button,
			$reason,
			$summary,
			$email,
			$name,
			$conversation->page_url,
			$conversation->page_title,
			$sealed
		) );
		return $this->newest_event( EventType::SupportRequested );
	}

	protected function newest_event( EventType $type ): Event {
		$found = null;
		foreach ( $this->events->after( $this->events->last_id() - 50, 60 ) as $event ) {
			$found = $type === $event->type ? $event : $found;
		}
		self::assertNotNull( $found, "There is an event {$type->value}." );
		return $found;
	}

	/** What the visitor is told about the alert: saved, sent or delayed. */
	protected function told( Conversation $conversation ): ?string {
		return $this->conversations->by_id( $conversation->id )?->person_requested;
	}

	/** The plugin's services on this test's clock, made anew: what rules decide with is read through them. */
	protected function wired( array $given = [] ): Services {
		return parent::wired( $given + [ Clock::class => $this->clock ] );
	}

	/** Tells the subscribers of mails and alerts of an event. */
	protected function happens( Event $event ): void {
		$services = $this->wired();
		foreach ( [ ...MailModule::SUBSCRIBERS, ...AlertsModule::SUBSCRIBERS ] as $subscriber ) {
			$services->get( $subscriber )->on( $event );
		}
	}

	/** Does every job that is due, as the worker would. @return int Jobs done. */
	protected function work( ?Mailer $mailer = null ): int {
		$done = 0;
		while ( null !== ( $claimed = $this->jobs->claim( 300 ) ) ) {
			$handler = ( MailModule::JOBS + AlertsModule::JOBS )[ $claimed->job->handler ] ?? null;
			self::assertNotNull( $handler, $claimed->job->handler );
			$this->wired( null === $mailer ? [] : [ Mailer::class => $mailer ] )->get( $handler )->handle( $claimed->job );
			$this->jobs->finish( $claimed );
			++$done;
		}
		return $done;
	}

	/** A visitor asks for a person and the team's alert is stored. */
	protected function alerted(
		Conversation $conversation,
		string $summary = '',
		?string $email = null,
		?string $ip = null,
		?string $name = null,
	): Event {
		$event = $this->asks_for_a_person( $conversation, $summary, $email, $ip, SupportReason::Asked, $name );
		$this->happens( $event );
		return $event;
	}

	/** The only delivery there is, read anew. */
	protected function only_delivery(): Delivery {
		$rows = $this->database->rows( 'SELECT * FROM %i', $this->database->table( 'deliveries' ) );
		self::assertCount( 1, $rows );
		return Delivery::from_row( $rows[0] );
	}

	private function turn_canceller(): TurnCanceller {
		return new TurnCanceller( $this->clock, $this->events, $this->messages, new TurnRepository( $this->database ) );
	}
}
