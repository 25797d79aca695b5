/**
 * What people who guess passwords try first. Passwords of twelve characters or more that stand in every list of the commonest, and the words
 * that most of the others are put together from.
 */

export const FREQUENT_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t6y7u8i qwertyuiopas qwertyuiop[] qwertyuiop123 qwerty123456
  qwertyqwerty qwertyuiop12 qwerty12345678 asdfghjkl123 asdfghjklzxcvbnm zxcvbnm123456 zaq12wsxcde3 qazwsxedcrfv qazwsxedc123 passwordpassword
  password1234 password12345 password123456 mypassword123 thisismypassword passw0rd1234 letmeinplease letmeinletmein iloveyou1234 iloveyouforever
  welcome12345 welcome123456 administrator administrator1 admin1234567 adminadminadmin changemenow123 changeme1234 footballfootball liverpool1234
  manchester123 manchesterunited manchestercity liverpoolfc123 arsenal12345 chelsea12345 tottenham1234 newcastle1234 correcthorsebatterystaple
  trustno1trustno1 superman1234 batman123456 spiderman1234 starwars1234 pokemon12345 minecraft1234 princess1234
  sunshine1234 monkey123456 dragon123456 shadow123456 summer202412 winter202412 summertime123 jennifer1234 michelle1234 charlotte1234
  elizabeth1234 abcdefghijkl abcdefghijklm abcd12345678 abc123abc123 abc123456789 a1b2c3d4e5f6 aa1234567890 aaaaaaaaaaaa 000000000000 111111111111
  112233445566 121212121212 123123123123 123321123321 123412341234 123456123456 123456654321 123456abcdef 123456qwerty 123456789abc 123456789qwe
  1234567890qw 147258369147 159753159753 222222222222 314159265358 333333333333 444444444444 555555555555 666666666666 696969696969 777777777777
  789456123789 888888888888 987654321987 999999999999 google123456 facebook1234 microsoft123 computer1234 internet1234 whatever1234 testtesttest
  test12345678 testing12345 temporary123 temppassword secretsecret topsecret123 ihavenopassword idontknow123 nothingtosee guestguestguest
  christmas123 christmas2024 december2024 november2024 september2024 february2024 birmingham123 nottingham123 safeguarding safeguarding1
  safeguarding12 safeguarding123 childprotection socialworker socialworker1 healthvisitor healthvisitor1 nationalhealth`.split(/\s+/),
);

/** Longer words first, so that "welcome" goes before "come". */
export const FREQUENT_WORDS: readonly string[] = [
  'administrator',
  'safeguarding',
  'partnership',
  'qwertyuiop',
  'manchester',
  'liverpool',
  'asdfghjkl',
  'passwort',
  'password',
  'changeme',
  'football',
  'princess',
  'sunshine',
  'baseball',
  'superman',
  'trustno',
  'welcome',
  'letmein',
  'kinline',
  'iloveyou',
  'zxcvbnm',
  'arsenal',
  'chelsea',
  'master',
  'monkey',
  'dragon',
  'shadow',
  'secret',
  'qwerty',
  'summer',
  'winter',
  'spring',
  'autumn',
  'qazwsx',
  'admin',
  'login',
  'hello',
  'guest',
  'passw',
  'abc',
  'pass',
  'test',
  'user',
];
