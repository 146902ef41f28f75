<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AcknowledgeAlerts;
use Aaia\Chatbot\Alerts\AcknowledgeLinks;
use Aaia\Chatbot\Alerts\AcknowledgePage;
use Aaia\Chatbot\Alerts\Address\AddressAnswers;
use Aaia\Chatbot\Alerts\Address\AddressLinks;
use Aaia\Chatbot\Alerts\Address\AddressMailSender;
use Aaia\Chatbot\Alerts\Address\AddressPage;
use Aaia\Chatbot\Alerts\Address\AskAddress;
use Aaia\Chatbot\Alerts\AlertDispatch;
use Aaia\Chatbot\Alerts\AlertMail;
use Aaia\Chatbot\Alerts\AlertMailSender;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\AlertTexts;
use Aaia\Chatbot\Alerts\AlertValues;
use Aaia\Chatbot\Alerts\Bundles;
use Aaia\Chatbot\Alerts\BundleSender;
use Aaia\Chatbot\Alerts\BundleText;
use Aaia\Chatbot\Alerts\CreateDeliveryTables;
use Aaia\Chatbot\Alerts\DeliveryLog;
use Aaia\Chatbot\Alerts\DeliveryRepository;
use Aaia\Chatbot\Alerts\DeliverySender;
use Aaia\Chatbot\Alerts\DeliveryService;
use Aaia\Chatbot\Alerts\Digest\DigestFigures;
use Aaia\Chatbot\Alerts\Digest\Digests;
use Aaia\Chatbot\Alerts\Digest\DigestSchedule;
use Aaia\Chatbot\Alerts\Digest\DigestSender;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Alerts\Digest\IndexTimes;
use Aaia\Chatbot\Alerts\Digest\Promises;
use Aaia\Chatbot\Alerts\Digest\QuestionGroups;
use Aaia\Chatbot\Alerts\Escalation;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Alerts\Figures\Activations;
use Aaia\Chatbot\Alerts\Figures\AlertFigures;
use Aaia\Chatbot\Alerts\ForgetDeliveries;
use Aaia\Chatbot\Alerts\Health\AlertHealth;
use Aaia\Chatbot\Alerts\Health\HealthNotices;
use Aaia\Chatbot\Alerts\Health\MailSetup;
use Aaia\Chatbot\Alerts\Health\SenderHints;
use Aaia\Chatbot\Alerts\Health\SystemResolver;
use Aaia\Chatbot\Alerts\IndexRecipients;
use Aaia\Chatbot\Alerts\KeepDeliveriesMoving;
use Aaia\Chatbot\Alerts\MailAccess;
use Aaia\Chatbot\Alerts\Mailer;
use Aaia\Chatbot\Alerts\Masks;
use Aaia\Chatbot\Alerts\Outside\CreateServiceTable;
use Aaia\Chatbot\Alerts\Outside\FollowTickets;
use Aaia\Chatbot\Alerts\Outside\ServiceClient;
use Aaia\Chatbot\Alerts\Outside\ServiceFormat;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Alerts\Outside\ServiceSender;
use Aaia\Chatbot\Alerts\PolicyText;
use Aaia\Chatbot\Alerts\RaiseAlerts;
use Aaia\Chatbot\Alerts\RatedWords;
use Aaia\Chatbot\Alerts\Rest\ChangeAlert;
use Aaia\Chatbot\Alerts\Rest\ChoosePace;
use Aaia\Chatbot\Alerts\Rest\DeleteRule;
use Aaia\Chatbot\Alerts\Rest\DeleteService;
use Aaia\Chatbot\Alerts\Rest\ListActivations;
use Aaia\Chatbot\Alerts\Rest\ListAlerts;
use Aaia\Chatbot\Alerts\Rest\ListDeliveries;
use Aaia\Chatbot\Alerts\Rest\ListOutside;
use Aaia\Chatbot\Alerts\Rest\ListRules;
use Aaia\Chatbot\Alerts\Rest\ListServices;
use Aaia\Chatbot\Alerts\Rest\PreviewDigest;
use Aaia\Chatbot\Alerts\Rest\PreviewRule;
use Aaia\Chatbot\Alerts\Rest\RetryDelivery;
use Aaia\Chatbot\Alerts\Rest\SaveRule;
use Aaia\Chatbot\Alerts\Rest\SaveService;
use Aaia\Chatbot\Alerts\Rest\SendTestMail;
use Aaia\Chatbot\Alerts\Rest\ShowDelivery;
use Aaia\Chatbot\Alerts\Rest\ShowFigures;
use Aaia\Chatbot\Alerts\Rest\ShowHealth;
use Aaia\Chatbot\Alerts\Rest\TestRule;
use Aaia\Chatbot\Alerts\Rest\TestService;
use Aaia\Chatbot\Alerts\Rest\TestTool;
use Aaia\Chatbot\Alerts\Rules\BoundedRegex;
use Aaia\Chatbot\Alerts\Rules\ContactFinder;
use Aaia\Chatbot\Alerts\Rules\CreateRuleTables;
use Aaia\Chatbot\Alerts\Rules\People;
use Aaia\Chatbot\Alerts\Rules\Phrases;
use Aaia\Chatbot\Alerts\Rules\Recipients;
use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Alerts\Rules\RuleCheck;
use Aaia\Chatbot\Alerts\Rules\RuleMatcher;
use Aaia\Chatbot\Alerts\Rules\RulePreview;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Alerts\Rules\RuleTest;
use Aaia\Chatbot\Alerts\Rules\RuleTrial;
use Aaia\Chatbot\Alerts\SendDelivery;
use Aaia\Chatbot\Alerts\SettleBundle;
use Aaia\Chatbot\Alerts\SiteLocale;
use Aaia\Chatbot\Alerts\SupportRecipients;
use Aaia\Chatbot\Alerts\TestMail;
use Aaia\Chatbot\Alerts\VisitorsMessage;
use Aaia\Chatbot\Assistant\Cost\Prices;
use Aaia\Chatbot\Assistant\FrustrationFinder;
use Aaia\Chatbot\Assistant\Usage;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\CreateAddressChecks;
use Aaia\Chatbot\Conversations\ExpectedAnswer;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\StopWords;
use Aaia\Chatbot\Knowledge\Text\TextFolder;
use Aaia\Chatbot\Privacy\ChatPolicy;
use Aaia\Chatbot\Privacy\PolicyGuide;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\ToolRegistry;

/** Alerts, their rules and their deliveries. */
final class Alerting {

	/** @var list<class-string<Migration>> */
	public const MIGRATIONS = [ CreateDeliveryTables::class, CreateRuleTables::class, CreateServiceTable::class, CreateAddressChecks::class, IndexTimes::class, IndexRecipients::class ];

	public readonly AlertRepository $alerts;

	public readonly DeliveryRepository $deliveries;

	public readonly DeliveryService $service;

	public readonly RuleRepository $rules;

	public readonly RuleBook $book;

	public readonly RuleMatcher $matcher;

	private readonly SiteLocale $locale;

	private readonly AlertTexts $texts;

	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
		private readonly Mailer $mailer = new Mailer(),
	) {
		$this->alerts     = new AlertRepository( $base->database, $base->clock );
		$this->deliveries = new DeliveryRepository( $base->database );
		$this->service    = new DeliveryService( $base->database, $base->clock, $base->events, $base->jobs, $this->deliveries, $this->alerts, $desk->support, $desk->support_requests );
		$this->rules      = new RuleRepository( $base->database, $base->clock );
		$phrases          = new Phrases( new TextFolder(), new Stemmer() );
		$this->matcher    = new RuleMatcher( $phrases, new BoundedRegex(), new ContactFinder( $phrases ), new OfficeHours( $base->settings ) );
		$this->book       = new RuleBook( $this->rules, $this->matcher );
		$this->locale     = new SiteLocale();
		$this->texts      = new AlertTexts();
	}

	/** What is reached in wp-admin without REST. */
	public function register(): void {
		( new AcknowledgePage( $this->links(), $this->alerts, $this->locale ) )->register();
		( new PolicyGuide( new ChatPolicy( $this->base->settings ), new PolicyText( $this->base->settings, $this->services() ) ) )->register();
		$this->health_notices()->register();
	}

	public function health_notices(): HealthNotices {
		return new HealthNotices( $this->health( ... ) );
	}

	/** The page on the site itself that asks for the owner of an address. */
	public function address_page(): AddressPage {
		return new AddressPage( $this->address_links(), $this->address_answers(), $this->desk->conversations );
	}

	/** @return list<Subscriber> */
	public function subscribers(): array {
		return [
			new RaiseAlerts( $this->base->clock, $this->alerts, $this->dispatch(), $this->rules, $this->book, $this->matcher, $this->desk->conversations, $this->desk->messages, new VisitorsMessage( $this->desk->messages ), $this->desk->support_requests, new FrustrationFinder( $this->desk->messages ) ),
			new AcknowledgeAlerts( $this->base->database, $this->alerts, $this->deliveries, $this->bundles(), $this->book ),
			new AskAddress( $this->base->database, $this->base->clock, $this->base->settings, $this->checks(), $this->desk->support_requests, $this->desk->conversations, $this->service, $this->address_answers() ),
			new ForgetDeliveries( $this->base->database, $this->alerts, $this->deliveries ),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [
			SendDelivery::NAME         => fn(): JobHandler => new SendDelivery( $this->deliveries, $this->service, $this->senders() ),
			SettleBundle::NAME         => fn(): JobHandler => new SettleBundle( $this->deliveries, $this->service, $this->base->jobs ),
			KeepDeliveriesMoving::NAME => fn(): JobHandler => new KeepDeliveriesMoving( $this->deliveries, $this->service, $this->desk->support_requests, $this->alerts, $this->checks(), $this->base->settings, $this->base->clock ),
			Escalation::NAME           => fn(): JobHandler => $this->escalation(),
			Digests::NAME              => fn(): JobHandler => $this->digests(),
			FollowTickets::NAME        => fn(): JobHandler => new FollowTickets( $this->deliveries, $this->services(), $this->client(), $this->base->clock ),
		];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [ new Schedule( KeepDeliveriesMoving::NAME, KeepDeliveriesMoving::EVERY_SECONDS ), new Schedule( Digests::NAME, Digests::EVERY_SECONDS ), new Schedule( FollowTickets::NAME, FollowTickets::EVERY_SECONDS ) ];
	}

	/** @return list<Route> */
	public function routes(): array {
		$words = new FailureWords();
		$log   = new DeliveryLog( $this->base->database, $this->desk->access );
		return [
			new SendTestMail( new TestMail( $this->support_recipients(), $this->mailer, $this->locale, $words ) ),
			new ListDeliveries( $log, $words, $this->base->cursor() ),
			new ShowDelivery( $this->deliveries, $log, $words ),
			new RetryDelivery( $this->deliveries, $this->service ),
			...$this->rule_routes( $words ),
			...$this->service_routes(),
			new ListAlerts( $this->alerts, $this->book, $this->desk->conversations, $this->desk->messages, new VisitorsMessage( $this->desk->messages ), $this->desk->access, $this->base->cursor() ),
			new ChangeAlert( $this->alerts, $this->desk->conversations, $this->desk->access ),
			new ListActivations( new Activations( $this->base->database, $this->desk->access ), $this->base->cursor() ),
			new ShowFigures( new AlertFigures( $this->base->database, $this->desk->access, self::groups() ), $this->book ),
			new PreviewDigest( $this->digests(), $this->digest_text( $this->desk->access ) ),
			new ShowHealth( $this->health(), new MailSetup(), new SenderHints( new SystemResolver() ) ),
		];
	}

	/** Needs the assistant's own tools and the bridge that holds their grants. */
	public function tool_test( ToolRegistry $tools, AbilityBridge $bridge ): Route {
		return new TestTool( $tools, $bridge, $this->desk->visitors, $this->desk->conversations, $this->locale, $this->base->clock );
	}

	/** @return list<DeliverySender> */
	public function senders(): array {
		return [
			new AlertMailSender( $this->alerts, $this->desk->conversations, $this->mail(), $this->mailer ),
			new BundleSender( $this->bundle_text(), $this->mailer ),
			new DigestSender( $this->digest_text(), $this->mailer ),
			new AddressMailSender( $this->desk->conversations, $this->address_links(), new ExpectedAnswer( new OfficeHours( $this->base->settings ) ), $this->mailer, $this->base->clock ),
			new ServiceSender( $this->services(), $this->client(), $this->alerts, $this->desk->conversations, $this->mail(), $this->book, $this->bundle_text() ),
		];
	}

	public function digests(): Digests {
		return new Digests( $this->base->database, $this->base->clock, $this->base->settings, new DigestSchedule( $this->base->settings ), $this->digest_text(), $this->service, $this->support_recipients() );
	}

	/** @param ?ConversationAccess $access What it tells of; null for what is sent to the addresses that the owner named. */
	public function digest_text( ?ConversationAccess $access = null ): DigestText {
		$access ??= ConversationAccess::of_the_owner();
		return new DigestText( new DigestFigures( $this->base->database, $access, self::groups(), new Promises( $this->base->database, $access, new OfficeHours( $this->base->settings ) ), fn(): Usage => new Usage( $this->base->database, $this->base->clock, new Prices( $this->base->settings ) ) ), $this->values(), $this->locale );
	}

	public function health(): AlertHealth {
		return new AlertHealth( $this->base->database, $this->base->clock, $this->base->settings, new DeliveryLog( $this->base->database, $this->desk->access ), $this->rules, $this->book, $this->support_recipients(), new OfficeHours( $this->base->settings ), new FailureWords() );
	}

	/** @return list<Route> */
	private function rule_routes( FailureWords $words ): array {
		$people  = new People( $this->base->database );
		$check   = new RuleCheck( new BoundedRegex(), $this->base->settings );
		$preview = new RulePreview( $this->base->clock, $this->locale, $this->mail(), $this->values(), $this->texts );
		return [
			new ListRules( $this->book, $people, $this->texts, $this->locale ),
			new SaveRule( $this->rules, $check ),
			new DeleteRule( $this->rules ),
			new PreviewRule( $preview, new RuleTrial( $this->base->database, $this->desk->access, $this->matcher, $this->texts ), $check ),
			new TestRule( $this->rules, $this->book, new RuleTest( $preview, new Recipients( $this->support_recipients() ), $this->mailer, $this->locale, $words ) ),
			new ChoosePace( $people ),
		];
	}

	/** @return list<Route> */
	private function service_routes(): array {
		$services = $this->services();
		return [
			new ListServices( $services ),
			new SaveService( $services ),
			new DeleteService( $services ),
			new TestService( $services, $this->client(), $this->base->clock ),
			new ListOutside( $this->desk->conversations, $this->desk->access, $this->deliveries, $services ),
		];
	}

	private function services(): ServiceRepository {
		return new ServiceRepository( $this->base->database, $this->base->clock, $this->base->box );
	}

	private function client(): ServiceClient {
		return new ServiceClient( new ServiceFormat( $this->base->clock ) );
	}

	private function dispatch(): AlertDispatch {
		return new AlertDispatch( $this->base->database, $this->base->events, $this->alerts, new Recipients( $this->support_recipients() ), new People( $this->base->database ), $this->bundles(), $this->escalation() );
	}

	private function bundles(): Bundles {
		return new Bundles( $this->base->settings, $this->base->clock, $this->service, $this->deliveries );
	}

	private function bundle_text(): BundleText {
		return new BundleText( $this->deliveries, $this->alerts, $this->desk->conversations, $this->values(), $this->texts, $this->book, $this->links(), $this->mail_access(), $this->locale );
	}

	private function escalation(): Escalation {
		return new Escalation( $this->base->database, $this->base->clock, $this->base->jobs, $this->alerts, $this->bundles(), $this->book );
	}

	private function mail(): AlertMail {
		return new AlertMail( $this->base->settings, $this->locale, $this->texts, $this->values(), $this->desk->support_requests, $this->book, $this->links(), $this->mail_access() );
	}

	private function mail_access(): MailAccess {
		return new MailAccess( $this->support_recipients(), $this->book );
	}

	private function values(): AlertValues {
		return new AlertValues( $this->base->settings, $this->base->box, $this->desk->messages, $this->desk->support_requests, $this->texts, new Masks( $this->base->settings ), new VisitorsMessage( $this->desk->messages ), new RatedWords( $this->desk->ratings, $this->desk->source_reports ) );
	}

	private function links(): AcknowledgeLinks {
		return new AcknowledgeLinks( $this->base->clock, $this->deliveries );
	}

	private static function groups(): QuestionGroups {
		return new QuestionGroups( new TextFolder(), new Stemmer(), new StopWords() );
	}

	private function checks(): AddressCheckRepository {
		return new AddressCheckRepository( $this->base->database, $this->base->clock );
	}

	private function address_links(): AddressLinks {
		return new AddressLinks( $this->base->clock, $this->deliveries, $this->checks() );
	}

	private function address_answers(): AddressAnswers {
		return new AddressAnswers( $this->base->database, $this->checks(), $this->desk->support_requests, $this->desk->conversations, $this->desk->support, $this->service );
	}

	private function support_recipients(): SupportRecipients {
		return new SupportRecipients( $this->base->settings );
	}
}
